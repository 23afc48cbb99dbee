/* The answer forms of items: buttons in place of numbers, the keyboard, words counted. All of it works without this script. */
"use strict";

const answers = document.getElementById("item-form");
const type = answers?.elements.type.value;

/* ---------- ordering: buttons in place of numbers ---------- */

const stepsOf = (list) => [...list.children];

function arrangeSteps(group) {
  const list = group.querySelector(".steps__list");
  const places = stepsOf(list).map((step) => Number(step.querySelector("select").value));
  const placed = places.every(Boolean) && new Set(places).size === places.length;
  if (placed) list.append(...stepsOf(list).sort((a, b) => a.querySelector("select").value - b.querySelector("select").value));
  group.querySelector(".steps__keep").hidden = placed;
  group.classList.add("steps--scripted");
  for (const step of stepsOf(list)) {
    step.querySelector(".step__place").hidden = true;
    step.querySelector(".step__moves").hidden = false;
  }
}

function writePlaces(group) {
  const list = group.querySelector(".steps__list");
  stepsOf(list).forEach((step, place) => { step.querySelector("select").value = place + 1; });
  group.querySelector(".steps__keep").hidden = true;
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

function moveStep(step, by, focus) {
  const group = step.closest(".steps");
  const all = stepsOf(step.parentElement);
  const to = all.indexOf(step) + by;
  if (to < 0 || to >= all.length) return;
  if (by < 0) all[to].before(step); else all[to].after(step);
  for (const other of all) other.classList.toggle("step--moved", other === step);
  focus.focus();
  group.querySelector(".steps__news").textContent = `Now ${to + 1} of ${all.length}`;
  writePlaces(group);
}

function onStepClick(event) {
  const move = event.target.closest("[data-move]");
  if (move) moveStep(move.closest(".step"), Number(move.dataset.move), move);
  else if (event.target.closest(".steps__keep button")) writePlaces(event.target.closest(".steps"));
}

/* ---------- keyboard ---------- */

const groups = () => [...answers.querySelectorAll(".action")];
const controls = () => [...answers.querySelectorAll(".option__control")];

function choose(digit) {
  if (type === "situational-judgement") return rate(digit);
  if (type === "case") return false;
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
  if (at >= 0 && places[at].type === "radio") return false;
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
    answers.requestSubmit(answers.querySelector(".item__next"));
    done = true;
  } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    done = !typing && moveFocus(event.key === "ArrowUp" ? -1 : 1, event);
  } else if (typing || event.altKey) {
    done = false;
  } else if (/^[1-9]$/.test(event.key)) {
    done = choose(Number(event.key));
  } else if (event.key === "?") {
    const help = document.getElementById("keyboard-help");
    if (help) help.open = !help.open;
    done = Boolean(help);
  }
  if (done) event.preventDefault();
}

/* ---------- words, and what one does not know ---------- */

function countWords(field) {
  const count = field.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const most = Number(field.dataset.words);
  const note = document.getElementById(`words-${field.dataset.part}`);
  note.textContent = count ? `${count} of at most ${most} words` : `At most ${most} words`;
  note.classList.toggle("writing__words--over", count > most);
}

/* Whoever answers a question of a case no longer says of it that they don't know; whoever says so takes the answer back. */
function takeBackSkip(event) {
  const question = event.target.closest(".question");
  const skip = question?.querySelector(".question__skip input");
  if (!skip) return;
  if (skip !== event.target) skip.checked = false;
  else if (skip.checked) clear(question, skip);
}

function clear(question, skip) {
  for (const field of question.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (field === skip) continue;
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = false;
    else field.value = "";
  }
}

if (answers) {
  for (const group of answers.querySelectorAll(".steps")) arrangeSteps(group);
  for (const field of answers.querySelectorAll("[data-words]")) countWords(field);
  answers.addEventListener("click", onStepClick);
  answers.addEventListener("input", (event) => { if (event.target.dataset.words) countWords(event.target); });
  // Caught on the way down: what is saved on the way up is then already true.
  for (const kind of ["input", "change"]) answers.addEventListener(kind, takeBackSkip, true);
  document.addEventListener("keydown", onKey);
}
