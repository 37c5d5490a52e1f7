"""The mistakes that are made in back-propagation: each a sentence, and the fields of the step that it changes."""
