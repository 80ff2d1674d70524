// Runs once when the page has loaded. Everything here is comfort: without it the page still works.
() => {
  const centre = (box) => {
    const mark = box.querySelector("mark");
    if (!mark) return;
    const place = mark.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (place.bottom > frame.top + box.clientHeight - 8) box.scrollTop += place.top - frame.top - box.clientHeight / 2;
    if (place.right > frame.left + box.clientWidth - 8) box.scrollLeft += place.left - frame.left - box.clientWidth / 2;
  };
  const centreAll = (root) => root.querySelectorAll(".nb-context").forEach(centre);

  // The page has a <base>, so a plain "#…" link would load it anew when the address holds a query.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.nb-mark");
    if (!link) return;
    event.preventDefault();
    const source = document.getElementById(link.getAttribute("href").slice(1));
    if (!source) return;
    const folded = source.closest("details");
    if (folded) folded.open = true;
    const card = source.closest(".nb-source");
    centreAll(card);
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    source.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    card.classList.remove("nb-flash");
    requestAnimationFrame(() => card.classList.add("nb-flash"));
  });
  document.addEventListener("toggle", (event) => centreAll(event.target), true);

  // Enter that ends a word of an input method is not yet the question's end.
  const keepComposing = (event) => {
    if ((event.isComposing || event.keyCode === 229) && event.key === "Enter") event.stopImmediatePropagation();
  };
  document.addEventListener("keydown", keepComposing, true);
  document.addEventListener("keypress", keepComposing, true);

  // The chat names each message by its source, markup and all; a screen reader should read the text alone.
  const unname = () =>
    document.querySelectorAll("#nb-chat [data-testid][aria-label]").forEach((message) => message.removeAttribute("aria-label"));

  let shown = "";
  const showNew = () => {
    const panel = document.getElementById("nb-sources");
    if (!panel || panel.textContent === shown) return;
    shown = panel.textContent;
    panel.closest(".nb-side").scrollTop = 0;
    centreAll(panel);
  };

  document.documentElement.lang = "zh-CN";
  new MutationObserver(() => {
    unname();
    showNew();
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: ["aria-label"] });
}
