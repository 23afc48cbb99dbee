/* The item page: keeps each change on the server as it is made, never loses one, and works from the keyboard.
   One save at a time; the newest answer waits in this browser under its own key until the server has acknowledged it. */
"use strict";

const form = document.getElementById("item-form");
const { attempt, position, saveUrl, signInUrl } = form.dataset;
const type = form.elements.type.value;
const PREFIX = `quizapp:answer:${attempt}:`;
const RETRY_SECONDS = [2, 4, 8, 15, 30];
const TYPING_PAUSE = 400;
const CHOOSING_PAUSE = 80;

const banner = document.getElementById("banner");
const problem = document.getElementById("problem");
const status = document.getElementById("saved");

let timer = 0;
let retries = 0;
let sending = null;
let leaving = null;
let stopped = false;
let typed = false;

/* ---------- what is kept in this browser until it is acknowledged ---------- */

const kept = {
  read(at) {
    try { return JSON.parse(localStorage.getItem(PREFIX + at)); } catch { return null; }
  },
  write(at, answer) {
    try { localStorage.setItem(PREFIX + at, JSON.stringify(answer)); } catch { /* private mode: the page itself still holds it */ }
  },
  clear(at, saveKey) {
    const answer = kept.read(at);
    if (answer && answer.fields.save_key !== saveKey) return;
    try { localStorage.removeItem(PREFIX + at); } catch { /* nothing was kept */ }
  },
  positions() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)); } catch { return []; }
  },
};

/* randomUUID is missing where a page is not served securely, as on a laptop in the classroom's network. */
function newKey() {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* ---------- saving ---------- */

let pending = null;

function noteChange(pause) {
  if (stopped) return;
  setSeconds();
  pending = { url: saveUrl, fields: fieldsOf(form) };
  kept.write(position, pending);
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

function fieldsOf(source) {
  const fields = { save_key: newKey() };
  for (const [name, value] of new FormData(source)) {
    if (name !== "csrf_token") fields[name] = name in fields ? [fields[name], value].flat() : value;
  }
  return fields;
}

function bodyOf(fields) {
  const body = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
  return body;
}

function post(answer, keepalive = false) {
  const headers = { "X-CSRFToken": form.elements.csrf_token.value, Accept: "application/json" };
  return fetch(answer.url, { method: "POST", body: bodyOf(answer.fields), headers, keepalive });
}

/** Send the waiting answer, and after it whatever came meanwhile. Resolves to whether all is saved. */
function send() {
  clearTimeout(timer);
  if (sending) return sending.then(() => (pending && !stopped && !retries ? send() : !pending));
  if (!pending || stopped) return Promise.resolve(!pending);
  const answer = pending;
  answer.fields.revision = form.elements.revision.value;
  sending = post(answer).then((response) => settle(answer, response), () => retryLater()).finally(() => { sending = null; });
  return sending.then((saved) => (saved && pending ? send() : saved));
}

async function settle(answer, response) {
  if (response.status >= 500 || response.status === 429) return retryLater(Number(response.headers.get("Retry-After")));
  if (response.redirected || [400, 401, 403].includes(response.status)) return askToSignIn();
  const told = await response.json().catch(() => null);
  if (!told) return retryLater();
  retries = 0;
  if (pending === answer) pending = null;
  kept.clear(position, answer.fields.save_key);
  if (response.status === 409) return stopForNewer(told.message);
  hideBanner();
  showProblem(response.ok ? "" : (told.problem ?? told.message ?? ""));
  if (!response.ok) return false;
  form.elements.revision.value = told.revision;
  status.textContent = ` · Saved ${told.saved_at}`;
  if (leaving && !pending) leave();
  return true;
}

function retryLater(seconds) {
  const wait = seconds || RETRY_SECONDS[Math.min(retries, RETRY_SECONDS.length - 1)];
  retries += 1;
  showBanner("No connection. Your answer is kept in this browser and will be sent when the connection is back.");
  release();
  clearTimeout(timer);
  timer = setTimeout(retryNow, wait * 1000);
  return false;
}

function retryNow() {
  if (!pending || stopped) return;
  sending ??= null;
  send();
}

/* ---------- what is said when something is in the way ---------- */

function showBanner(text, link) {
  if (banner.dataset.text === text) return;
  banner.dataset.text = text;
  banner.textContent = text;
  if (link) {
    const anchor = Object.assign(document.createElement("a"), link);
    banner.append(" ", anchor);
  }
  banner.hidden = false;
}

function hideBanner() {
  banner.hidden = true;
  banner.dataset.text = "";
}

function askToSignIn() {
  stopped = true;
  release();
  showBanner("You have been signed out. Your answer is kept in this browser: sign in, then reload this page.", { href: signInUrl, target: "_blank", rel: "noopener", textContent: "Sign in (opens a new tab)" });
  return false;
}

function stopForNewer(message) {
  stopped = true;
  pending = null;
  release();
  showBanner(message || "A newer answer was saved in another tab.", { href: location.href, textContent: "Reload to see it" });
  return false;
}

function showProblem(text) {
  if (problem.textContent !== text) problem.textContent = text;
  const field = document.getElementById("answer-number");
  if (field) field.toggleAttribute("aria-invalid", Boolean(text));
}

/* ---------- leaving: never before the last change is saved ---------- */

function release() {
  for (const button of form.querySelectorAll(".item__actions button")) button.disabled = false;
}

function leave() {
  const target = leaving;
  leaving = null;
  pending = null;
  release();
  if (target instanceof HTMLAnchorElement) location.assign(target.href);
  else form.requestSubmit(target);
}

/* A pressed button waits for the save; if that fails, it goes on by itself as soon as the answer is through. */
function waitForSave(event, target) {
  if (stopped || (!pending && !sending)) return;
  event.preventDefault();
  leaving = target;
  if (target instanceof HTMLButtonElement) target.disabled = true;
  send().then((saved) => { if (saved && leaving) leave(); else if (!saved && problem.textContent) { leaving = null; release(); } });
}

form.addEventListener("submit", (event) => {
  setSeconds();
  if (event.submitter?.name === "skip") {
    clearTimeout(timer);
    pending = null;
    kept.clear(position, kept.read(position)?.fields.save_key);
  }
  waitForSave(event, event.submitter ?? form.querySelector(".item__next"));
});
document.getElementById("finish").addEventListener("click", (event) => waitForSave(event, event.currentTarget));

/* ---------- time on the page, while it is seen ---------- */

let seen = 0;
let since = document.hidden ? null : performance.now();

function setSeconds() {
  const now = performance.now();
  if (since !== null) seen += now - since;
  since = document.hidden ? null : now;
  form.elements.seconds.value = Math.round(seen / 1000);
}

document.addEventListener("visibilitychange", () => {
  setSeconds();
  if (document.hidden && pending && !sending && !stopped) post(pending, true).then((response) => settle(pending ?? { fields: {} }, response), () => {});
});
window.addEventListener("online", () => { retries = 0; retryNow(); });

/* ---------- what an earlier visit could not send ---------- */

function restore() {
  for (const at of kept.positions()) {
    const answer = kept.read(at);
    if (!answer) continue;
    if (at !== position) {
      post(answer).then((response) => { if (response.ok || response.status === 409 || response.status === 422) kept.clear(at, answer.fields.save_key); }, () => {});
    } else {
      pending = answer;
      fill(answer.fields);
      send();
    }
  }
}

function fill(fields) {
  for (const control of form.elements) {
    if (!control.name || control.type === "hidden") continue;
    const values = [fields[control.name] ?? []].flat();
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
}

/* ---------- ordering: buttons in place of numbers ---------- */

const list = form.querySelector(".steps__list");
const steps = () => [...list.children];
const keep = form.querySelector(".steps__keep");

function arrangeSteps() {
  const places = steps().map((step) => Number(step.querySelector("select").value));
  const placed = places.every(Boolean) && new Set(places).size === places.length;
  if (placed) list.append(...steps().sort((a, b) => a.querySelector("select").value - b.querySelector("select").value));
  keep.hidden = placed;
  form.querySelector(".steps").classList.add("steps--scripted");
  for (const step of steps()) {
    step.querySelector(".step__place").hidden = true;
    step.querySelector(".step__moves").hidden = false;
  }
}

function writePlaces() {
  steps().forEach((step, place) => { step.querySelector("select").value = place + 1; });
  keep.hidden = true;
  noteChange(TYPING_PAUSE);
}

function moveStep(step, by, focus) {
  const all = steps();
  const to = all.indexOf(step) + by;
  if (to < 0 || to >= all.length) return;
  if (by < 0) all[to].before(step); else all[to].after(step);
  for (const other of all) other.classList.toggle("step--moved", other === step);
  focus.focus();
  document.getElementById("step-news").textContent = `Now ${to + 1} of ${all.length}`;
  writePlaces();
}

if (list) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) moveStep(button.closest(".step"), Number(button.dataset.move), button);
  });
  document.getElementById("keep-order").addEventListener("click", writePlaces);
}

/* ---------- keyboard ---------- */

const groups = () => [...form.querySelectorAll(".action")];
const controls = () => [...form.querySelectorAll(".option__control")];

function choose(digit) {
  if (type === "situational-judgement") return rate(digit);
  const control = controls()[digit - 1];
  if (!control) return false;
  control.focus();
  control.click();
  return true;
}

function rate(digit) {
  const all = groups();
  const focused = document.activeElement.closest(".action");
  const group = focused ?? all.find((one) => !one.querySelector(":checked"));
  const control = group?.querySelectorAll("input")[digit - 1];
  if (!control) return false;
  control.click();
  const next = all.slice(all.indexOf(group) + 1).find((one) => !one.querySelector(":checked"));
  (next ?? group).querySelector("input:checked, input").focus();
  return true;
}

function moveFocus(by, event) {
  const step = document.activeElement.closest(".step");
  if (step && (event.altKey || document.activeElement.matches(".step__move"))) {
    moveStep(step, by, document.activeElement);
    return true;
  }
  const places = type === "situational-judgement" ? groups() : controls();
  if (!places.length || event.altKey) return false;
  const at = places.findIndex((place) => place.contains(document.activeElement));
  if (at < 0 && document.activeElement !== document.body && !document.activeElement.matches("main")) return false;
  if (at >= 0 && type === "single-choice") return false;
  const target = places[at < 0 ? 0 : Math.max(0, Math.min(places.length - 1, at + by))];
  (target.querySelector?.("input:checked, input") ?? target).focus();
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  const at = event.target;
  const typing = at.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  let done = false;
  if (event.key === "Enter" && !at.matches("textarea, button, a, summary, select")) {
    form.requestSubmit(form.querySelector(".item__next"));
    done = true;
  } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    done = !typing && moveFocus(event.key === "ArrowUp" ? -1 : 1, event);
  } else if (typing || event.altKey) {
    done = false;
  } else if (/^[1-9]$/.test(event.key)) {
    done = choose(Number(event.key));
  } else if (event.key === "?") {
    const help = document.getElementById("keyboard-help");
    help.open = !help.open;
    done = true;
  }
  if (done) event.preventDefault();
}

/* ---------- start ---------- */

form.addEventListener("input", (event) => {
  if (event.target.type === "text" || event.target.inputMode === "decimal") { typed = true; noteChange(TYPING_PAUSE); }
});
form.addEventListener("change", (event) => {
  if (typed && event.target.inputMode === "decimal") { typed = false; return; }
  noteChange(CHOOSING_PAUSE);
});
document.addEventListener("keydown", onKey);
restore();
if (list) arrangeSteps();
