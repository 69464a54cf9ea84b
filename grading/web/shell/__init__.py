"""The parts that every page shares: the frame, the visit, errors, headers, the language, numbers and days as typed."""
