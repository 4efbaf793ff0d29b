"""Accounts that pass themselves off as an official one."""
