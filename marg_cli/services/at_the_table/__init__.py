"""What is said of a case at the table: information, views, risks, decisions and its plan."""
