// Keeps what a person types until the service has it: autosave, a question before leaving, posts that wait for the
// network. Nothing is stored in the browser.
"use strict";
const line = document.querySelector("[data-probe]"), bar = document.querySelector("form .dock");
const switcher = document.querySelector("[data-switch]"), states = new Map();
const soon = () => AbortSignal.timeout?.(10000); // some networks never answer
let leaving, waiting, retry, isAsking = false, answered = false;
if (bar) bar.prepend(line);

for (const form of document.querySelectorAll("[data-writing]")) {
  states.set(form, {edits: Number("unsaved" in form.dataset), kept: 0});
  if (form.dataset.address) history.replaceState(null, "", form.dataset.address);
}

const hasFiles = (form) => [...form.elements].some((box) => box.type === "file" && box.files.length);
const isOpen = (form) => form !== leaving && (states.get(form).edits !== states.get(form).kept || hasFiles(form));
const isUnsaved = () => !answered && [...states.keys()].some(isOpen);

// Leaving: links and foreign buttons ask in our words, the back button in the browser's. A draft is saved first.
function mayLeave() {
  if (!isUnsaved()) return true;
  answered = confirm(line.dataset.ask);
  setTimeout(() => { answered = false; }, 2000); // a download leaves the page where it is
  return answered;
}
addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.href.split("#")[0] === location.href.split("#")[0] && link.hash) return;
  const drafts = [...states.keys()].filter((form) => "autosave" in form.dataset && isOpen(form));
  if (!drafts.length && mayLeave()) return;
  event.preventDefault();
  if (drafts.length) Promise.all(drafts.map(save)).then(() => { if (mayLeave()) location = link.href; });
});
addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });

addEventListener("input", ({target}) => {
  const form = target.form, state = states.get(form);
  if (!state) return;
  state.edits++;
  leaving = undefined;
  if ("autosave" in form.dataset) later(form, 1500);
  if (switcher && switcher.form !== form) { // the other language keeps the form in which somebody types
    const address = new URL(switcher.formAction);
    address.searchParams.set("to", form.getAttribute("action"));
    switcher.setAttribute("form", form.id);
    switcher.formAction = address;
  }
});

// A form waits on the page until the service answers.
addEventListener("submit", (event) => {
  const form = event.target, state = states.get(form);
  if (state && !form.requestSubmit) leaving = form; // an old browser sends at once
  if (event.defaultPrevented || leaving === form) return;
  if (!state) {
    if (!mayLeave()) event.preventDefault();
    return;
  }
  event.preventDefault();
  clearTimeout(state.timer);
  waiting = [form, event.submitter];
  send();
});
async function send() {
  clearTimeout(retry);
  if (!waiting || isAsking) return;
  isAsking = true;
  try {
    await states.get(waiting[0]).saving; // the save on its way would be a conflict with oneself
    await fetch(line.dataset.probe, {method: "HEAD", cache: "no-store", signal: soon()});
  } catch {
    line.textContent = line.dataset.words;
    retry = setTimeout(send, 15000);
    return;
  } finally {
    isAsking = false;
  }
  const [form, submitter] = waiting;
  line.textContent = "";
  waiting = undefined;
  leaving = form;
  form.requestSubmit(submitter);
  if (submitter?.hasAttribute("formaction") && hasFiles(form)) leaving = undefined;
}

// Autosave: the same form without its files.
function later(form, ms) {
  const state = states.get(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(save, ms, form);
}
async function save(form) {
  const state = states.get(form);
  if (state.edits === state.kept || form === leaving || form === waiting?.[0]) return;
  if (state.saving) return later(form, 1500);
  state.saving = post(form, state);
  await state.saving;
  state.saving = undefined;
}
async function post(form, state) {
  const sent = state.edits, body = new FormData(form), place = form.querySelector(".saved");
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  try {
    const reply = await fetch(form.action, {method: "POST", body, headers: {"X-Autosave": "1"}, redirect: "manual", signal: soon()});
    if (reply.status === 503) throw reply;
    const {saved, versions} = await reply.json().catch(() => ({}));
    const isKept = reply.ok && saved;
    line.textContent = "";
    place.textContent = isKept ? saved : form.dataset.refused;
    place.classList.toggle("saved--off", !isKept);
    if (!isKept) return;
    for (const name in versions) if (form.elements[name]) form.elements[name].value = versions[name];
    state.kept = sent;
  } catch {
    line.textContent = line.dataset.words;
    later(form, 15000);
  }
}
addEventListener("online", () => {
  send();
  for (const form of states.keys()) if ("autosave" in form.dataset) save(form);
});
