"""What goes along with copies that leave: e-mails to be sent, a list of them, calendar files."""
