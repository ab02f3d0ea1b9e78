// Reloads the page when the corpus was built again. Served by
// `corpuscope serve`, never part of a built page.
(() => {
  let known;
  const events = new EventSource("corpuscope-reload");
  events.onmessage = ({ data }) => {
    if (known !== undefined && known !== data) location.reload();
    known = data;
  };
})();
