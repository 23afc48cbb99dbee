/* The item page: keeps each change on the server as it is made, never loses one, and works from the keyboard.
   Answers wait in a queue, here and in this browser's storage, until the server has acknowledged them. The one that has been
   sent keeps its key and is sent again first, so that an acknowledgement lost on the way never looks like another tab's answer. */
"use strict";

const form = document.getElementById("item-form");
const { attempt, position, saveUrl, signInUrl } = form.dataset;
const PREFIX = `quizapp:answers:${attempt}:`;
const RETRY_SECONDS = [2, 4, 8, 15, 30];
const TYPING_PAUSE = 400;
const CHOOSING_PAUSE = 80;
const NO_CONNECTION = "No connection. Your answer is kept in this browser and will be sent when the connection is back.";
const SIGNED_OUT = "You have been signed out. Your answer is kept in this browser.";
const GROWN_OLD = "This page has grown old. Your answer is kept in this browser.";
const NEWER = "A newer answer was saved in another tab.";

const banner = document.getElementById("banner");
const status = document.getElementById("saved");

let queue = [];
let timer = 0;
let retries = 0;
let sending = false;
let halted = "";
let waiting = null;

/* ---------- what is kept in this browser; where storage is refused, the page itself still holds it ---------- */

const kept = {
  read(at) {
    try { return JSON.parse(localStorage.getItem(PREFIX + at)) ?? []; } catch { return []; }
  },
  write(at, answers) {
    try {
      if (answers.length) localStorage.setItem(PREFIX + at, JSON.stringify(answers));
      else localStorage.removeItem(PREFIX + at);
    } catch { /* see above */ }
  },
  positions() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)); } catch { return []; }
  },
};

/* randomUUID is missing where a page is not served securely, as from a laptop in a classroom's network. */
function newKey() {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* ---------- saving ---------- */

function noteChange(pause) {
  if (halted === NEWER) return;
  setSeconds();
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  const answer = { url: saveUrl, fields, saveKey: newKey(), sent: false };
  queue = [...queue.filter((one) => one.sent), answer];
  kept.write(position, queue);
  clearTimeout(timer);
  timer = setTimeout(send, pause);
}

function post(answer) {
  const body = new FormData();
  for (const [name, value] of answer.fields) body.append(name, value);
  body.append("save_key", answer.saveKey);
  const headers = { "X-CSRFToken": form.elements.csrf_token.value, Accept: "application/json" };
  return fetch(answer.url, { method: "POST", body, headers, keepalive: true });
}

async function send() {
  clearTimeout(timer);
  const [answer] = queue;
  if (sending || halted || !answer) return;
  sending = true;
  answer.sent = true;
  kept.write(position, queue);
  const response = await post(answer).catch(() => null);
  const told = await response?.json().catch(() => null);
  sending = false;
  settle(response, told);
}

function settle(response, told) {
  if (!response || response.status >= 500 || response.status === 429) return retryLater(Number(response?.headers.get("Retry-After")));
  if (response.redirected || response.status === 401 || response.status === 403) return halt(SIGNED_OUT, { href: signInUrl, target: "_blank", rel: "noopener", textContent: "Sign in (opens a new tab)" });
  if (response.status === 400) return halt(GROWN_OLD, { href: location.pathname, textContent: "Reload it to send the answer" });
  retries = 0;
  if (response.status === 409) return haltForNewer(told?.message);
  queue.shift();
  if (response.ok && told) acknowledge(told);
  else refuse(told);
  kept.write(position, queue);
  if (queue.length) send();
  else if (waiting) leave();
}

function knowRevision(revision) {
  form.elements.revision.value = revision;
  for (const answer of queue) answer.fields = answer.fields.map(([name, value]) => [name, name === "revision" ? revision : value]);
}

function acknowledge(told) {
  knowRevision(told.revision);
  hideBanner();
  showProblem("");
  status.textContent = ` · Saved ${localTime(told.saved_iso)}`;
}

/* The server says when in UTC; people read their own clock. */
function localTime(iso) {
  return new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

for (const time of status.querySelectorAll("time")) time.textContent = localTime(time.dateTime);

function refuse(told) {
  stay();
  if (told?.revision) knowRevision(told.revision);
  hideBanner();
  showProblem(told?.problem ?? told?.message ?? "This answer can’t be saved.", told?.part);
}

function retryLater(seconds) {
  const wait = seconds || RETRY_SECONDS[Math.min(retries, RETRY_SECONDS.length - 1)];
  retries += 1;
  status.textContent = " · Not saved yet";
  showBanner(NO_CONNECTION);
  for (const button of buttons()) button.disabled = false;
  clearTimeout(timer);
  timer = setTimeout(send, wait * 1000);
}

/* ---------- what is said when something is in the way ---------- */

function showBanner(text, link) {
  if (banner.dataset.text === text) return;
  banner.dataset.text = text;
  banner.replaceChildren(text);
  if (link) banner.append(" ", Object.assign(document.createElement("a"), link));
  banner.hidden = false;
}

function hideBanner() {
  banner.hidden = true;
  banner.dataset.text = "";
}

function halt(reason, link, text = reason) {
  halted = reason;
  stay();
  status.textContent = " · Not saved yet";
  showBanner(text, link);
}

function haltForNewer(message) {
  queue = [];
  kept.write(position, queue);
  halt(NEWER, { href: location.pathname, textContent: "Reload" }, message);
}

/* At the field it is about when it names one: a gap, a prompt, a question of a case. */
function showProblem(text, part = "") {
  const at = part ? `[data-part="${CSS.escape(part)}"]` : "";
  const field = at ? form.querySelector(`${at}:not(.item__problem)`) : null;
  const place = (at && form.querySelector(`.item__problem${at}`)) || field?.closest(".question")?.querySelector(".item__problem") || document.getElementById("problem");
  for (const one of form.querySelectorAll(".item__problem")) {
    const told = one === place ? text : "";
    if (one.textContent !== told) one.textContent = told;
  }
  for (const marked of form.querySelectorAll("[aria-invalid]")) marked.removeAttribute("aria-invalid");
  if (!text) return;
  const within = place.closest(".question") ?? form;
  (field || within.querySelector("[data-typed]"))?.setAttribute("aria-invalid", "true");
}

/* ---------- leaving: never before the last change is saved ---------- */

const buttons = () => form.querySelectorAll(".item__actions button");

function stay() {
  waiting = null;
  for (const button of buttons()) button.disabled = false;
}

function leave() {
  const target = waiting;
  stay();
  if (target.matches("a")) location.assign(target.href);
  else form.requestSubmit(target);
}

/* What was pressed waits for the save; when the connection fails, it goes on by itself as soon as the answer is through. */
function waitForSave(event, target) {
  if (halted) {
    event.preventDefault();
    banner.scrollIntoView({ block: "nearest" });
  } else if (queue.length || sending) {
    event.preventDefault();
    waiting = target;
    if (target.matches("button")) target.disabled = true;
    send();
  }
}

function onSubmit(event) {
  setSeconds();
  if (event.submitter?.name === "skip") {
    queue = queue.filter((answer) => answer.sent);
    kept.write(position, queue);
  }
  waitForSave(event, event.submitter ?? form.querySelector(".item__next"));
}

/* ---------- time on the page, while it is seen ---------- */

let seen = 0;
let since = document.hidden ? null : performance.now();

function setSeconds() {
  const now = performance.now();
  if (since !== null) seen += now - since;
  since = document.hidden ? null : now;
  form.elements.seconds.value = Math.round(seen / 1000);
}

function onVisibility() {
  setSeconds();
  if (halted === SIGNED_OUT && !document.hidden) halted = "";
  send();
}

/* ---------- what an earlier visit could not send ---------- */

function restore() {
  for (const at of kept.positions().filter((one) => one !== position)) sendLeftBehind(at);
  queue = kept.read(position);
  if (!queue.length) return;
  fill(queue.at(-1).fields);
  send();
}

async function sendLeftBehind(at) {
  for (const answer of kept.read(at)) {
    const response = await post(answer).catch(() => null);
    if (!response || response.status >= 500 || [400, 401, 403, 429].includes(response.status)) return;
  }
  kept.write(at, []);
}

function fill(fields) {
  for (const control of form.elements) {
    if (!control.name || ["hidden", "submit"].includes(control.type)) continue;
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
}

/* ---------- start ---------- */

form.addEventListener("submit", onSubmit);
form.addEventListener("input", (event) => { if (event.target.matches("[data-typed]")) noteChange(TYPING_PAUSE); });
form.addEventListener("change", (event) => { if (!event.target.matches("[data-typed]")) noteChange(CHOOSING_PAUSE); });
document.getElementById("finish").addEventListener("click", (event) => waitForSave(event, event.currentTarget));
document.addEventListener("visibilitychange", onVisibility);
window.addEventListener("online", send);
restore();
