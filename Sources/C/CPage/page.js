'use strict';
const said = document.getElementById('said');

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    // A browser without a clipboard for files, or one that was told to refuse it.
    select(element);
    return document.execCommand('copy');
  }
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  let timer;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const done = await copy(source);
    if (!done) select(source);
    button.textContent = done ? 'Copied' : 'Press Ctrl-C';
    said.textContent = done ? 'Copied' : 'Selected: press Ctrl-C to copy';
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = label;
      said.textContent = '';
    }, 2500);
  });
}

// What does not fit is reached by keyboard as well.
for (const region of document.querySelectorAll('.scroll')) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
}

// The latest days are at the right.
for (const picture of document.querySelectorAll('.picture')) picture.scrollLeft = picture.scrollWidth;

// What is folded away on the screen is printed.
const folded = document.querySelectorAll('details:not([open])');
window.addEventListener('beforeprint', () => folded.forEach((details) => { details.open = true; }));
window.addEventListener('afterprint', () => folded.forEach((details) => { details.open = false; }));
