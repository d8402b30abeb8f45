// Loads the page again when the site has been built anew. Added by the preview; no published page has it.
(() => {
  const shown = document.currentScript.dataset.build;
  let events = null;

  function listen() {
    events = new EventSource("/__drammenworks/events");
    events.addEventListener("build", (event) => {
      if (event.data !== shown) location.reload();
    });
    // A browser reconnects by itself, but some give up when the server is gone for a while.
    events.addEventListener("error", () => {
      if (events?.readyState === EventSource.CLOSED) {
        events = null;
        setTimeout(follow, 1000);
      }
    });
  }

  // Browsers open no more than six connections to a server: a page that nobody looks at must not hold one.
  function follow() {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      listen();
    }
  }

  document.addEventListener("visibilitychange", follow);
  follow();
})();
