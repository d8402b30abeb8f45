"""What is wrong with the sites as a whole: links, pictures, tables, and the names of other brands."""
