"""The training step as the textbook takes it and as others do: each thing that is done otherwise is a field."""
