// Makes pages that already work pleasant: live quota, tick all, copy. All words come from the template.
"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Quota: counts the levels picked; the server counts again.
for (const table of all("[data-quota]")) {
  const meters = table.dataset.quota.split(" ").map((id) => document.getElementById(id));
  table.addEventListener("change", () => {
    const levels = [...all(":checked", table).map((box) => box.value), ...all("[data-level]", table).map((row) => row.dataset.level)];
    const count = (...wanted) => levels.filter((level) => wanted.includes(level)).length;
    for (const sum of all("[data-sum]", table)) sum.textContent = count(sum.dataset.sum) + +sum.dataset.given;
    for (const meter of meters) {
      const {pct, rounding, least, most, of, counted, grows, givenBase, givenUsed} = meter.dataset;
      const rounded = {floor: Math.floor, half_up: Math.round, ceiling: Math.ceil}[rounding];
      const limit = (size) => most ? +most : Math.max(rounded(size * pct / 10000), size ? +least : 0);
      const base = count(...counted.split(" ")) + +givenBase, used = count(...of.split(" ")) + +givenUsed, max = limit(base);
      let kept = used;
      while (kept > 0 && kept > limit(base + grows * (used - kept))) kept--;
      const shown = {base, used, max, left: max - used, over: used - kept};
      for (const what in shown) for (const place of all(`[data-quota-${what}]`, meter)) place.textContent = shown[what];
      meter.querySelector("[data-quota-within]").hidden = used > max;
      meter.querySelector("[data-quota-beyond]").hidden = used <= max;
      meter.querySelector(".slots").replaceChildren(...Array.from({length: Math.max(max, used)}, (_, n) => {
        const slot = document.createElement("i");
        slot.className = n >= max ? "over-max" : n < used ? "on" : "";
        return slot;
      }));
    }
  });
}

// Tick all, and say how many.
for (const master of all("[data-check-all]")) {
  const name = master.dataset.checkAll, boxes = all(`input[name="${name}"]`);
  const tell = () => {
    const picked = boxes.filter((box) => box.checked).length;
    master.checked = picked === boxes.length;
    for (const place of all(`[data-picked="${name}"]`)) place.textContent = ` (${picked})`;
  };
  master.closest("label").hidden = boxes.length < 2;
  master.addEventListener("change", () => { for (const box of boxes) box.checked = master.checked; tell(); });
  for (const box of boxes) box.addEventListener("change", tell);
  tell();
}

// Work that goes on is fetched again until it ends, unless somebody is using it.
function watch(part) {
  setTimeout(async () => {
    try {
      const reply = await fetch(location.href);
      const fresh = reply.ok && new DOMParser().parseFromString(await reply.text(), "text/html").getElementById(part.id);
      if (fresh && !part.contains(document.activeElement)) {
        part.replaceWith(fresh);
        part = fresh;
      }
    } catch {}
    if (part.dataset.refresh) watch(part);
  }, 2000);
}
all("[data-refresh]").forEach(watch);

// Copy a text.
for (const button of all("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy), line = button.parentElement.querySelector(".saved");
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    line.textContent = line.dataset.words;
  });
}

// A box that is tapped comes out from under the bar.
addEventListener("click", ({target}) => { if (target.matches("textarea, input.box")) target.scrollIntoView({block: "nearest"}); });
