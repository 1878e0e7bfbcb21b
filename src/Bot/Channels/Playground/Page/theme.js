// Loaded before anything is drawn, so that the page never flashes in the wrong colours.
(() => {
  const kept = localStorage.getItem('clientbot.theme');
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
})();
