"""Figures from records: definitions as data, and the engines that compute them."""
