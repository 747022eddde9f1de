// Take a page's parts along: a chart as PNG, a citation with the day of today.
(() => {
  "use strict";
  const SCALE = 2; // sharp on paper and on dense screens
  const today = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const day = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;

  const opened = (address) =>
    new Promise((resolve, reject) => {
      const picture = new Image();
      picture.onload = () => resolve(picture);
      picture.onerror = reject;
      picture.src = address;
    });

  // The reader's own browser draws the picture, with the fonts that it draws the page with.
  const asPng = async (shown) => {
    const picture = await opened(shown.currentSrc || shown.src);
    const canvas = document.createElement("canvas");
    canvas.width = shown.getAttribute("width") * SCALE;
    canvas.height = shown.getAttribute("height") * SCALE;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  };

  const save = (content, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const start = () => {
    for (const cited of document.querySelectorAll(".cite cite")) {
      cited.textContent = cited.textContent.replace(/\[[\s-]+\]/, `[${day}]`);
    }
    if (location.protocol === "file:") return; // a page from a folder may not read its own pictures
    for (const button of document.querySelectorAll(".as-png")) {
      const shown = button.closest("figure").querySelector("img");
      button.hidden = false;
      button.addEventListener("click", async () => {
        save(await asPng(shown), decodeURI(shown.src).split("/").pop().replace(/\.svg$/, ".png"));
      });
    }
  };
  start();
})();
