// What a pointer or the keyboard rests on lights up its other end: a fact its place in the letter, and the place its fact.
"use strict";
(() => {
  const ends = (key) => document.querySelectorAll(`[data-ev="${CSS.escape(key)}"]`);
  const light = (event, on) => {
    const from = event.target.closest?.("[data-ev]");
    if (from) for (const end of ends(from.dataset.ev)) end.classList.toggle("on", on);
  };
  for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(kind, (event) => light(event, on));
  }
})();
