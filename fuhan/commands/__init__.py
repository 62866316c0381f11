"""The commands of `fuhan`, one module each; the module name is the command name."""
