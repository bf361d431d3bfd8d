'use strict';
// Text of tests and packets only ever becomes text nodes. The data is arrays, whose places PageData fills:
//   test     [class, name, status, microseconds, message, programs, files]
//   program  [number, kernel, verified, BPF bytes, machine code bytes, [outcome, count, ...], packets]
//   packets  [outcome, in, length in, out, length out]; out is -2 where there is none, a packet -1 where it was left out
//   packet   [summary, [[header, length, [field, value, ...]], ...]]
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const say = number => data.strings[number];
  const STATUS = [['passed', '✓'], ['failed', '✗'], ['aborted', '–'], ['skipped', '–']];
  const PAGE = 200;

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function heading(scope, text) {
    const cell = make('th', '', text);
    cell.scope = scope;
    return cell;
  }

  function time(microseconds) {
    return microseconds < 1000 ? microseconds + ' µs'
      : microseconds < 1e6 ? (microseconds / 1000).toFixed(1) + ' ms' : (microseconds / 1e6).toFixed(2) + ' s';
  }

  function fields(header) {
    const found = new Map();
    if (header) for (let i = 0; i < header[2].length; i += 2) found.set(say(header[2][i]), say(header[2][i + 1]));
    return found;
  }

  // Puts the headers of two packets side by side: equal names in their order, others alone.
  function pairs(left, right) {
    const found = [];
    let j = 0;
    for (const header of left) {
      const at = right.findIndex((other, k) => k >= j && other[0] === header[0]);
      if (at < 0) {
        found.push([header, null]);
      } else {
        while (j < at) found.push([null, right[j++]]);
        found.push([header, right[j++]]);
      }
    }
    while (j < right.length) found.push([null, right[j++]]);
    return found;
  }

  function headerRows(body, [left, right], both) {
    const name = say((left || right)[0]);
    const head = heading('rowgroup', !both || left && right ? name : name + (left ? ' (removed)' : ' (added)'));
    head.colSpan = both ? 3 : 2;
    body.append(make('tr', 'head', head));
    const before = fields(left), after = fields(right);
    for (const field of new Set([...before.keys(), ...after.keys()])) {
      const old = before.get(field), now = after.get(field);
      const row = make('tr', both && old !== now ? 'changed' : '', heading('row', field), make('td', '', old ?? '–'));
      if (both) row.append(make('td', '', now ?? '–'));
      body.append(row);
    }
  }

  function packetTable(caption, titles, first, second) {
    const table = make('table', 'packet', make('caption', '', caption));
    const both = second !== undefined;
    const column = make('col', 'field');
    table.append(make('colgroup', '', column, make('col'), ...(both ? [make('col')] : [])));
    table.append(make('thead', '', make('tr', '', heading('col', 'Field'), ...titles.map(t => heading('col', t)))));
    const body = make('tbody');
    const left = data.packets[first][1], right = both ? data.packets[second][1] : [];
    for (const pair of both ? pairs(left, right) : left.map(header => [header, null])) headerRows(body, pair, both);
    table.append(body);
    return table;
  }

  function exchange([outcome, input, inputLength, output, outputLength]) {
    if (input < 0) return make('p', 'quiet', say(outcome) + ': its packet is left out, so that the page stays small');
    const summary = say(outcome) + ': ' + say(data.packets[input][0]);
    const went = 'In, ' + inputLength + ' B';
    if (output === input && outputLength === inputLength) {
      return packetTable(summary, ['In and out, unchanged, ' + inputLength + ' B'], input);
    }
    return output < 0 ? packetTable(summary, [went], input)
      : packetTable(summary, [went, 'Out, ' + outputLength + ' B'], input, output);
  }

  // The packets of a failure, unless the runs below show them all.
  function saved([, , packets], programs) {
    const ran = new Set(programs.flatMap(use => use[6]).flatMap(([, input, , output]) => [input, output]));
    const known = packets.filter(packet => packet >= 0);
    if (known.every(packet => ran.has(packet))) return [];
    const titles = ['First in capture', 'Second in capture'];
    return [known.length === 1 ? packetTable('Packet of the failure', ['Packet'], known[0])
      : packetTable('Packets of the failure', titles, known[0], known[1])];
  }

  function program([number, kernel, verified, translated, jited, outcomes, packets]) {
    const counts = [];
    for (let i = 0; i < outcomes.length; i += 2) counts.push(say(outcomes[i]) + ' × ' + outcomes[i + 1].toLocaleString('en'));
    const figures = [verified && verified + ' instructions verified', translated && translated + ' B of BPF',
      jited && jited + ' B of machine code'].filter(Boolean);
    return [make('h3', '', data.programs[number]),
      make('p', 'quiet', ['kernel ' + say(kernel), ...figures].join(' · ')),
      make('p', '', counts.length ? counts.join(', ') : 'no test runs'),
      ...packets.map(exchange)];
  }

  function fill(details, test, complete) {
    const content = details.querySelector(':scope > .content') || details.appendChild(make('div', 'content'));
    if (!complete) {
      if (test[4]) {
        const message = make('pre', '', test[4]);
        message.tabIndex = 0;
        content.append(message);
      }
      for (const file of test[6]) {
        const link = make('a', '', say(file[0]));
        link.href = say(file[1]);
        content.append(make('p', '', link));
      }
    }
    test[6].forEach(file => content.append(...saved(file, test[5])));
    test[5].forEach(use => content.append(...program(use)));
    if (!content.hasChildNodes()) content.append(make('p', 'quiet', 'Nothing was recorded beside its result.'));
  }

  // Does what a part needs when it is first opened, or now if it is.
  function once(details, action) {
    const opened = () => {
      if (details.open && !details.dataset.filled) {
        details.dataset.filled = 'yes';
        action();
      }
    };
    details.addEventListener('toggle', opened);
    opened();
  }

  function row(test, withClass) {
    const [word, mark] = STATUS[test[2]];
    const sign = make('span', 'mark', mark);
    sign.setAttribute('role', 'img');
    sign.setAttribute('aria-label', word);
    const where = (withClass ? say(test[0]) + ' · ' : '') + time(test[3]);
    const details = make('details', 'test ' + word,
      make('summary', '', sign, ' ', make('span', 'name', test[1]), ' ', make('span', 'quiet', where)));
    once(details, () => fill(details, test, false));
    return details;
  }

  // Adds what there is to a place, the first ones now and the others when asked for.
  function show(place, things, render) {
    const some = things.slice(0, PAGE);
    place.append(...some.map(render));
    if (things.length > PAGE) {
      const more = make('button', '', 'Show more of the ' + (things.length - PAGE).toLocaleString('en') + ' others');
      more.type = 'button';
      more.addEventListener('click', () => {
        const last = more.previousElementSibling;
        more.remove();
        show(place, things.slice(PAGE), render);
        last.nextElementSibling?.querySelector('summary')?.focus();
      });
      place.append(more);
    }
  }

  function group([name, tests]) {
    const failed = tests.filter(test => test[2] === 1).length;
    const count = tests.length.toLocaleString('en') + (tests.length === 1 ? ' test' : ' tests')
      + (failed ? ', ' + failed + ' failed' : '');
    const details = make('details', 'group ' + (failed ? 'failed' : ''),
      make('summary', '', make('span', 'name', name), ' ', make('span', 'quiet', count)));
    once(details, () => show(details.appendChild(make('div', 'content')), tests, test => row(test, false)));
    return details;
  }

  const filter = document.getElementById('filter');
  const list = document.getElementById('list');

  function render() {
    const words = document.getElementById('words').value.trim().toLowerCase();
    const wanted = new Set([...filter.querySelectorAll(':checked')].map(box => Number(box.value)));
    const tests = data.tests.filter(test => wanted.has(test[2])
      && (!words || (say(test[0]) + ' ' + test[1] + ' ' + test[4]).toLowerCase().includes(words)));
    list.replaceChildren();
    document.getElementById('found').textContent = tests.length.toLocaleString('en') + ' of '
      + data.tests.length.toLocaleString('en') + ' shown';
    if (words) {
      show(list, tests, test => row(test, true));
    } else {
      const groups = new Map();
      for (const test of tests) {
        const name = say(test[0]);
        if (!groups.has(name)) groups.set(name, []);
        groups.get(name).push(test);
      }
      show(list, [...groups].sort(([a], [b]) => a < b ? -1 : 1), group);
    }
  }

  for (const details of document.querySelectorAll('details[data-test]')) {
    once(details, () => fill(details, data.tests[Number(details.dataset.test)], true));
  }
  // An address that ends in #test-12 opens that test, wherever it stands.
  function openLinked() {
    const number = /^#test-(\d+)$/.exec(location.hash)?.[1];
    const test = data.tests[number];
    if (!test) return;
    let details = document.querySelector('details[data-test="' + number + '"]');
    if (!details) {
      details = row(test, true);
      list.prepend(details);
    }
    details.open = true;
    details.scrollIntoView();
    details.querySelector('summary').focus();
  }

  filter.hidden = false;
  filter.addEventListener('submit', event => event.preventDefault());
  filter.addEventListener('input', render);
  window.addEventListener('hashchange', openLinked);
  render();
  openLinked();
  // For those who measure how long it takes to open: milliseconds from the begin of loading.
  document.documentElement.dataset.ready = Math.round(performance.now());
})();
