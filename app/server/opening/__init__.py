"""What a browser gets before a script has run: the page with its style and its scripts' names, and Streamlit's files."""
