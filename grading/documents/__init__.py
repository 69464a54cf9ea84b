"""The service's papers as PDF, their QR codes, and the files it takes in: evidence and workbooks."""
