"""What the service prints: commendations, the papers a cell signs, and the QR code that leads back here."""
