"""The same figures from the caller's own tables, in whichever dataframe engine they are."""
