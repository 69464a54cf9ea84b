"""The record of every act: writing it in the transaction of the act, and reading it."""
