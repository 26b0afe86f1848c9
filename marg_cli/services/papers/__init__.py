"""Papers: what one reader is to see, put together from nothing by what they may see."""
