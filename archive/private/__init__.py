"""What is private in a text or a table, and how it is covered. archive/privacy.py is the door."""
