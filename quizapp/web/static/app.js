/* What every page may use: the theme switch, the painted posting's ledger, the heatmap's arrow keys. Pages work without it. */
"use strict";

/* ---------- theme: change it at once, remember it on the server ---------- */

function switchTheme(event) {
  const chosen = event.submitter?.value;
  if (!chosen) return;
  event.preventDefault();
  const root = document.documentElement;
  if (chosen === "system") delete root.dataset.theme;
  else root.dataset.theme = chosen;
  document.querySelector('meta[name="color-scheme"]').content = chosen === "system" ? "light dark" : chosen;
  for (const button of event.target.querySelectorAll("[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === chosen));
  }
  const body = new FormData(event.target, event.submitter);
  fetch(event.target.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
}

/* ---------- the painted posting ---------- */

const posting = () => document.querySelector(".posting");

/* The ledger stands in its line's block: below the line on phones; the stylesheet sets it aside on wide screens. */
function placeLedger(event) {
  const pressed = event.detail.requestConfig?.elt;
  const ledger = document.getElementById("ledger");
  if (!ledger || !pressed?.matches(".line, .ledger__close")) return;
  const before = posting().querySelector(".line[aria-current]");
  for (const link of posting().querySelectorAll(".line[aria-current]")) link.removeAttribute("aria-current");
  if (pressed.matches(".line")) {
    pressed.closest(".block").append(ledger);
    for (const link of posting().querySelectorAll(`.line[data-line="${CSS.escape(pressed.dataset.line)}"]`)) link.setAttribute("aria-current", "true");
    ledger.focus({ preventScroll: true });
  } else {
    posting().append(ledger);
    before?.focus({ preventScroll: true });
  }
}

function closeOnEscape(event) {
  if (event.key === "Escape") posting().querySelector(".ledger__close")?.click();
}

/* Two requirements that begin in one row would hide each other's mark: only those step aside. */
function settleMarks() {
  for (const block of posting().querySelectorAll(".block__text")) {
    const marks = [...block.querySelectorAll(".margin-mark")];
    for (const mark of marks) mark.classList.remove("margin-mark--1", "margin-mark--2");
    const rows = Map.groupBy ? Map.groupBy(marks, (mark) => mark.offsetTop) : new Map();
    for (const row of rows.values()) {
      row.reverse().forEach((mark, place) => place && mark.classList.add(`margin-mark--${Math.min(place, 2)}`));
    }
  }
}

/* ---------- tables ---------- */

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function moveInTable(event) {
  const cell = event.target.closest("td, th");
  const step = STEPS[event.key];
  if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
  const row = event.currentTarget.rows[cell.parentElement.rowIndex + step[0]];
  const target = row?.cells[cell.cellIndex + step[1]];
  const link = target?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
  link.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/* ---------- small things ---------- */

/* What is wider than the page can be scrolled from the keyboard, too; what fits is no tab stop. */
for (const box of document.querySelectorAll('pre, math[display="block"], .scroller')) {
  if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
}

document.getElementById("theme-form")?.addEventListener("submit", switchTheme);
document.getElementById("heatmap")?.addEventListener("keydown", moveInTable);
document.querySelector(".notice--problem")?.focus();
for (const button of document.querySelectorAll("[data-hide-with-script]")) button.hidden = true;
for (const select of document.querySelectorAll("[data-submit-on-change]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
if (posting()) {
  document.body.addEventListener("htmx:afterSwap", placeLedger);
  document.body.addEventListener("htmx:afterSwap", settleMarks);
  document.addEventListener("keydown", closeOnEscape);
  document.fonts.ready.then(settleMarks);
  window.addEventListener("resize", settleMarks);
}
