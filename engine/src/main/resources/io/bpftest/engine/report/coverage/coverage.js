'use strict';
// Makes the counts into buttons that show which tests reached the line. The data is the tests' titles, and sets of their numbers.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const MOST = 200;

  function list(set) {
    const all = document.createElement('ul');
    for (const number of set.slice(0, MOST)) {
      const item = document.createElement('li');
      item.textContent = data.tests[number];
      all.append(item);
    }
    if (set.length > MOST) {
      const more = document.createElement('li');
      more.textContent = (set.length - MOST).toLocaleString('en') + ' more';
      all.append(more);
    }
    return all;
  }

  function toggle(button) {
    const row = button.closest('tr');
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    if (open) {
      row.nextElementSibling.remove();
      return;
    }
    const shown = document.createElement('tr');
    shown.className = 'by';
    const cell = document.createElement('td');
    cell.colSpan = 3;
    const set = data.sets[Number(row.dataset.set)];
    cell.append('Reached by ' + set.length.toLocaleString('en') + (set.length === 1 ? ' test:' : ' tests:'), list(set));
    shown.append(cell);
    row.after(shown);
  }

  // Not before a source is looked at: thousands of buttons take their time.
  function arm(table) {
    for (const row of table.querySelectorAll('tr[data-set]')) {
      const cell = row.querySelector('.runs');
      const button = document.createElement('button');
      button.type = 'button';
      button.title = 'Which tests reach line ' + row.cells[0].textContent;
      button.setAttribute('aria-expanded', 'false');
      button.append(cell.lastChild);
      cell.append(button);
    }
    table.addEventListener('click', event => {
      const button = event.target.closest('.runs button');
      if (button) toggle(button);
    });
  }

  for (const details of document.querySelectorAll('details')) {
    const opened = () => {
      if (details.open && !details.dataset.armed) {
        details.dataset.armed = 'yes';
        arm(details.querySelector('table'));
      }
    };
    details.addEventListener('toggle', opened);
    opened();
  }

  // An address that ends in a line's name opens its source.
  function openLinked() {
    const row = location.hash.startsWith('#l-') && document.getElementById(location.hash.slice(1));
    if (!row) return;
    row.closest('details').open = true;
    row.scrollIntoView({ block: 'center' });
  }

  window.addEventListener('hashchange', openLinked);
  openLinked();
  // For those who measure how long it takes to open: milliseconds from the begin of loading.
  document.documentElement.dataset.ready = Math.round(performance.now());
})();
