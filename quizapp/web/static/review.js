/* The review of a posting by keyboard: one key a decision. The page works without it. */
"use strict";

const KEYS_OFF = "quizapp-single-keys-off";
const TYPES_TEXT = "input:not([type=radio], [type=checkbox]), select, textarea";

const review = () => document.getElementById("review");

function singleKeysWork() {
  return localStorage.getItem(KEYS_OFF) === null;
}

/* The open line comes into view and its panel takes the focus, so that the next key means the next line. */
function settle() {
  const box = document.getElementById("single-keys");
  if (box) box.checked = singleKeysWork();
  const problem = review()?.querySelector(".notice--problem");
  if (problem) return problem.focus();
  const open = review()?.querySelector(".line[aria-current]");
  if (!open) return;
  open.scrollIntoView({ block: "center" });
  document.getElementById("ledger")?.focus({ preventScroll: true });
}

function follow(url) {
  htmx.ajax("GET", url, { target: "#review", swap: "outerHTML", headers: { "X-Whole-Review": "1" } });
}

function press(key) {
  const root = review();
  if (key === "n") {
    const url = root.dataset.checkUrl;
    if (url) follow(url);
    return Boolean(url);
  }
  const target = root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.matches("[type=radio]")) {
    target.checked = true;
    target.focus({ preventScroll: true });
  } else if (target.matches("a")) follow(target.href);
  else if (target.matches("select")) target.focus();
  else {
    const details = target.closest("details");
    if (details && !target.matches("summary")) details.open = true;
    target.click();
    if (target.matches("summary")) details.querySelector(".split__word, button")?.focus();
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest(TYPES_TEXT)) return;
  if (event.key === "Enter" && event.target.matches("#ledger, [type=radio], [type=checkbox]")) {
    event.preventDefault();
    document.querySelector("#decide .button")?.click();
    return;
  }
  if (event.key.length !== 1 || !singleKeysWork() || !review()) return;
  if (press(event.key)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.id !== "single-keys") return;
  if (event.target.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "review") settle();
});
settle();
