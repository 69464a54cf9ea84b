// Signing in by the lock of the device: asks the server, then the device, and sends the form with the device's answer.
"use strict";
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function ask(question) {
  const publicKey = {...question, challenge: bytes(question.challenge)};
  for (const list of ["excludeCredentials", "allowCredentials"])
    publicKey[list] = (question[list] || []).map((key) => ({...key, id: bytes(key.id)}));
  if (!question.user) return navigator.credentials.get({publicKey});
  publicKey.user = {...question.user, id: bytes(question.user.id)};
  return navigator.credentials.create({publicKey});
}

function told(key) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (key.response[part]) response[part] = words(key.response[part]);
  return JSON.stringify({id: key.id, rawId: words(key.rawId), type: key.type, clientExtensionResults: {}, response});
}

if (window.PublicKeyCredential && isSecureContext) for (const form of document.querySelectorAll("form[data-passkey]")) {
  const line = form.querySelector(".saved");
  const say = (text) => { line.textContent = text; line.classList.toggle("saved--off", true); };
  form.closest("[data-passkey-part]").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const reply = await fetch(form.dataset.passkey, {method: "POST", body: new FormData(form)});
      const question = await reply.json();
      if (!reply.ok) return say(question.refused);
      form.elements.answer.value = told(await ask(question));
      for (const box of form.querySelectorAll("input[type=password]")) box.disabled = true; // it has been checked
      form.submit();
    } catch {
      say(form.dataset.failed);
    }
  });
}
