"""E-mail: sent by the worker after the commit, by SMTP or into a folder of files."""
