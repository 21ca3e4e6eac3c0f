/**
 * Makes the page where a draft is mended nicer: stories and cards can be dragged, Alt with an arrow moves the one that is
 * worked on, and after a change one is where one was. Every change is a form of the page that is sent: without this file all of
 * them work with their buttons. It never approves, settles or takes back anything by itself.
 */

const KEPT = 'mujaz-draft-place';

/** The parts that can be moved: what holds them, and which form moves them. */
const KINDS = [
  { items: '[data-story]', lists: '[data-theme]', form: 'place-story', words: 'اسحب القصة' },
  { items: '[data-card]', lists: '[data-cards]', form: 'place-card', words: 'اسحب البطاقة' },
];

let isSending = false;
let dragged = null;

start();

function start() {
  document.addEventListener('submit', beforeSubmit);
  document.addEventListener('keydown', shiftByKey);
  for (const kind of KINDS) for (const list of document.querySelectorAll(kind.lists)) makeSortable(list, kind);
  addEventListener('hashchange', showTarget);
  tellAgain();
  // The browser goes to the anchor of the address first, and takes the focus there.
  if (document.readyState === 'complete') settleDown();
  else addEventListener('load', settleDown);
}

function settleDown() {
  setTimeout(() => {
    showTarget();
    goBack();
  });
}

/** A link to a figure or a date leads into something folded: it is unfolded. */
function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest('details')) return;
  openAround(target);
  target.scrollIntoView();
}

/** A second press, while the first is on its way, would be one on a page that is old by then. */
function beforeSubmit(event) {
  if (isSending) {
    event.preventDefault();
    return;
  }
  isSending = true;
  const { target: form, submitter } = event;
  keepPlace(form.dataset.key, submitter?.value ?? '', submitter ?? form);
}

function keepPlace(key, button, element) {
  const place = { path: location.pathname, key, button, top: element.getBoundingClientRect().top };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(place));
  } catch {
    // Without a memory one starts at the anchor.
  }
}

function takePlace() {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
    sessionStorage.removeItem(KEPT);
    return place?.path && location.pathname.startsWith(place.path.replace(/\/[^/]*$/, '')) ? place : null;
  } catch {
    return null;
  }
}

/** To a field that was not taken, else the button that was pressed, or the next one of its kind. */
function goBack() {
  const place = takePlace();
  const wrong = document.querySelector('[aria-invalid]');
  if (wrong) return wrong.focus();
  if (document.getElementById('alert')) return document.getElementById('alert').scrollIntoView();
  if (!place) return;
  const target = findTarget(place) ?? document.getElementById('status');
  openAround(target);
  target.focus({ preventScroll: true });
  if (target.id !== 'status') scrollBy({ top: target.getBoundingClientRect().top - place.top, behavior: 'instant' });
}

function findTarget({ key, button }) {
  const form = [...document.querySelectorAll('form[data-key]')].find((each) => each.dataset.key === key);
  if (!form) return null;
  const buttons = [...form.querySelectorAll('button:enabled')];
  return buttons.find(({ value }) => value === button) ?? buttons[0] ?? null;
}

function openAround(element) {
  for (let each = element.closest('details'); each; each = each.parentElement.closest('details')) each.open = true;
}

/** What stands in a live region when a page is loaded is not read out: it has to come. */
function tellAgain() {
  const status = document.getElementById('status');
  const words = status.textContent;
  if (words.trim() === '') return;
  status.textContent = '';
  setTimeout(() => {
    status.textContent = words;
  }, 100);
}

/** Alt with an arrow presses the button that says the same. */
function shiftByKey(event) {
  const way = { ArrowUp: 'up', ArrowDown: 'down' }[event.key];
  if (!way || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.matches('input, textarea, select')) return;
  const item = event.target.closest('[data-card], [data-story]');
  const button = item?.querySelector(`[data-shift=${way}]`);
  if (!button) return;
  event.preventDefault();
  if (!button.disabled) button.click();
}

function makeSortable(list, kind) {
  for (const item of list.querySelectorAll(`:scope > ${kind.items}`)) addHandle(item, kind);
  list.addEventListener('dragover', (event) => {
    if (dragged?.kind !== kind) return;
    event.preventDefault();
    markPlace(list, kind, event.clientY);
  });
  list.addEventListener('drop', (event) => {
    if (dragged?.kind !== kind) return;
    event.preventDefault();
    drop(list, kind, event.clientY);
  });
}

/** Only the handle is dragged, so that words can still be marked. */
function addHandle(item, kind) {
  const handle = document.createElement('span');
  handle.className = 'drag-handle';
  handle.draggable = true;
  handle.title = `${kind.words}، أو Alt مع سهم`;
  handle.setAttribute('aria-hidden', 'true');
  handle.addEventListener('dragstart', (event) => {
    dragged = { item, kind };
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', '');
    event.dataTransfer.setDragImage(item, 0, 0);
    item.classList.add('is-dragged');
  });
  handle.addEventListener('dragend', endDrag);
  item.prepend(handle);
}

function endDrag() {
  dragged?.item.classList.remove('is-dragged');
  dragged = null;
  unmark();
}

function unmark() {
  for (const each of document.querySelectorAll('.drop-before, .drop-last'))
    each.classList.remove('drop-before', 'drop-last');
}

/** The item that the dragged one would stand before; null behind all. */
function itemBehind(list, kind, y) {
  const items = [...list.querySelectorAll(`:scope > ${kind.items}`)].filter((each) => each !== dragged.item);
  return items.find((each) => y < each.getBoundingClientRect().top + each.offsetHeight / 2) ?? null;
}

function markPlace(list, kind, y) {
  unmark();
  const next = itemBehind(list, kind, y);
  if (next) next.classList.add('drop-before');
  else list.classList.add('drop-last');
}

function drop(list, kind, y) {
  const next = itemBehind(list, kind, y);
  const { item } = dragged;
  const form = document.getElementById(kind.form);
  const id = item.dataset.story ?? item.dataset.card;
  endDrag();
  if (list === item.parentElement && next === item.nextElementSibling) return;
  form.elements.before.value = next?.dataset.story ?? next?.dataset.card ?? '';
  if (kind.form === 'place-story') {
    form.elements.story.value = id;
    form.elements.theme.value = list.dataset.theme;
  } else {
    form.elements.figure.value = id;
  }
  form.dataset.key = kind.form === 'place-story' ? `story:${id}` : `card:${id}`;
  form.requestSubmit();
}
