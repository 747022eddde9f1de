// Search, fetched when it is used. Pages read the same without it.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  if (location.protocol === "file:") replaceWorker();
  document.addEventListener("DOMContentLoaded", openSearchLate);

  // The search script and its index weigh more than any page: fetch them when the field is used.
  function openSearchLate() {
    const field = document.querySelector(".find-input");
    const late = document.getElementById("late");
    if (!field || !late) return;
    // The bundle would ask another host for this where a browser lacks it.
    if (!window.ResizeObserver) {
      window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };
    }
    field.form.addEventListener("submit", (event) => event.preventDefault());
    // The bundle listens for keys only; pasting, dictation and input methods come as input.
    field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));
    field.addEventListener("focus", () => runScripts(late), { once: true });
    if (document.activeElement === field) field.dispatchEvent(new Event("focus"));
  }

  function runScripts(holder) {
    for (const held of holder.content.querySelectorAll("script")) {
      const script = document.createElement("script");
      for (const { name, value } of held.attributes) script.setAttribute(name, value);
      script.text = held.text;
      script.async = false;
      document.body.append(script);
    }
  }

  // Browsers refuse workers to pages opened from disk: a hidden frame does a worker's work there.
  function replaceWorker() {
    const load = (scope, address) => new Promise((resolve, reject) => {
      const script = scope.document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      scope.document.body.append(script);
    });

    window.Worker = class extends EventTarget {
      constructor(address) {
        super();
        this.frame = document.createElement("iframe");
        this.frame.hidden = true;
        this.ready = new Promise((resolve) => {
          this.frame.addEventListener("load", () => resolve(this.start(address)), { once: true });
        });
        document.body.append(this.frame);
      }

      async start(address) {
        const scope = this.frame.contentWindow;
        scope.postMessage = (data) => {
          const event = new MessageEvent("message", { data });
          this.dispatchEvent(event);
          if (this.onmessage) this.onmessage(event);
        };
        scope.importScripts = async (...list) => {
          for (const one of list) await load(scope, one);
        };
        await load(scope, address);
        return scope;
      }

      async postMessage(data) {
        const scope = await this.ready;
        scope.dispatchEvent(new scope.MessageEvent("message", { data }));
      }

      terminate() {
        this.frame.remove();
      }
    };
    // By this name the search worker knows that it runs in a frame, and where its parts lie.
    window.IFrameWorker = window.Worker;
  }
})();
