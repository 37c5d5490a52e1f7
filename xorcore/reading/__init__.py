"""Reading the small texts that people bring: what a spreadsheet, an editor, Python, NumPy or MATLAB writes."""
