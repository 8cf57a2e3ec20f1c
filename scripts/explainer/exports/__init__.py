"""What the site gives to others than its readers' eyes: one module for each format, none of which knows the builder.

An export is a function that takes an `Edition` and gives files: their contents by path in the site, or what makes the
contents where that takes long. `catalogue.py` lists them all.
"""
