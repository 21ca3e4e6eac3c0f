/* Keeps the numbers of a sending's page up to date. Without it the page is asked for again by a link. */
(() => {
  const place = document.querySelector('[data-live]');
  if (!place || !('EventSource' in window)) return;
  const voice = document.getElementById('live-voice');
  const again = document.getElementById('live-again');
  const SAY_EVERY_MS = 20000;
  let saidAt = Date.now();
  if (again) again.hidden = true;

  const source = new EventSource(place.dataset.live);
  source.addEventListener('progress', ({ data }) => show(JSON.parse(data)));
  source.addEventListener('end', () => source.close());
  window.addEventListener('pagehide', () => source.close());

  function show(progress) {
    if (progress.stamp !== place.dataset.stamp) return turnOver();
    for (const name of ['done', 'got', 'rate', 'left']) put(name, progress[name]);
    for (const { state, count, isNone } of progress.counts) {
      const row = document.querySelector(`[data-row="${state}"]`);
      if (!row) continue;
      row.querySelector('[data-count]').textContent = count;
      row.classList.toggle('tally-none', isNone);
      row.hidden = isNone && state !== 'sent' && state !== 'queued';
    }
    for (const { state, x, width } of progress.bars) {
      const bar = document.querySelector(`rect.fill-${state}`);
      if (bar) bar.setAttribute('x', `${x}%`);
      if (bar) bar.setAttribute('width', `${width}%`);
    }
    list(progress.failures);
    if (Date.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = Date.now();
    say([progress.done, progress.left].filter(Boolean).join('، '));
  }

  function put(name, words) {
    const slot = document.querySelector(`[data-slot="${name}"]`);
    if (!slot) return;
    slot.textContent = words;
    slot.parentElement.hidden = words === '';
  }

  function list(failures) {
    const section = document.getElementById('failed-section');
    if (!section) return;
    section.hidden = failures.length === 0;
    section.querySelector('ul').replaceChildren(
      ...failures.map(({ reply, rows }) => {
        const item = document.createElement('li');
        const count = document.createElement('span');
        count.className = 'reply-rows';
        count.textContent = rows;
        const said = document.createElement('bdi');
        said.className = 'reply';
        said.dir = 'ltr';
        said.textContent = reply;
        item.append(count, ' ', said);
        return item;
      }),
    );
  }

  /* What can be done has changed. Nobody's typing is taken away for it. */
  function turnOver() {
    source.close();
    const typing = document.activeElement?.closest('input, textarea, select');
    const typed = [...document.querySelectorAll('textarea')].some(({ value, defaultValue }) => value !== defaultValue);
    if (!typing && !typed) return location.replace(location.pathname);
    if (again) again.hidden = false;
    say(place.dataset.changed);
  }

  function say(words) {
    if (voice) voice.textContent = words;
  }
})();
