"""The addresses that everybody may open or send a form to, signed in or not, each with the reason."""

PUBLIC = {
    "GET static": "the style sheet",
    "GET auth.sign_in": "or nobody could sign in",
    "POST auth.take_sign_in": "or nobody could sign in",
    "POST auth.sign_out": "signing out twice harms nobody",
    "GET auth.password": "the link itself is the secret, and is used once",
    "POST auth.set_password": "the link itself is the secret, and is used once",
    "POST passkeys.ask_sign_in": "a question that anybody may be asked; only the right device can answer",
    "POST passkeys.sign_in": "or nobody could sign in",
    "POST passkeys.ask_first": "the link itself is the secret, and is used once",
    "POST passkeys.set_first": "the link itself is the secret, and is used once",
    "GET language.back": "only leads to a page, which asks for itself who looks",
    "POST language.switch": "a stranger reads English too",
    "GET verify.ask": "anybody with a commendation in hand",
    "GET verify.show": "anybody with a commendation in hand",
    "POST verify.compare": "anybody with a commendation in hand; the file is compared and forgotten",
}
