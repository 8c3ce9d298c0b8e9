// Arrow keys move through the rows and cells of table[data-grid], and up to the heads that sort; Enter opens the row's
// link.

export function startTables() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target);
    if (cell) choose(cell);
  });
  document.addEventListener("click", (event) => {
    const cell = cellOf(event.target);
    if (cell && !event.target.closest("a, button, input, select, label")) stopIn(cell).focus();
  });
  ready(document);
  document.addEventListener("htmx:afterSwap", (event) => ready(event.detail.target ?? document));
}

const cellOf = (element) => element.closest?.("table[data-grid] tbody :is(td, th)");
const stopIn = (cell) => cell.querySelector("a, button, input, select") ?? cell;

// One cell of the table is in the tab order; the arrows move it.
function ready(root) {
  const tables = [...(root.querySelectorAll?.("table[data-grid]") ?? []), root.closest?.("table[data-grid]")].filter(Boolean);
  for (const table of tables) {
    for (const cell of table.querySelectorAll("tbody :is(td, th)")) stopIn(cell).tabIndex = -1;
    const row = table.querySelector("tbody tr[aria-selected=true], tbody tr.chosen") ?? table.querySelector("tbody tr");
    if (row?.cells.length) stopIn(row.cells[0]).tabIndex = 0;
  }
}

function choose(cell) {
  const table = cell.closest("table");
  for (const stop of table.querySelectorAll("[tabindex='0']")) stop.tabIndex = -1;
  stopIn(cell).tabIndex = 0;
  if (table.dataset.grid !== "rows") return;
  for (const row of table.tBodies[0].rows) row.setAttribute("aria-selected", String(row === cell.parentElement));
}

function onKey(event) {
  if (fromHead(event)) return;
  const cell = cellOf(event.target);
  if (!cell || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select, textarea")) return;
  if (event.key === "Enter" && event.target === cell) {
    const link = cell.parentElement.querySelector("a, button");
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  const to = destination(cell, event.key);
  if (!to) return;
  event.preventDefault();
  stopIn(to).focus();
}

function fromHead(event) {
  const head = event.target.closest?.("table[data-grid] thead th");
  const below = event.key === "ArrowDown" && head?.closest("table").tBodies[0]?.rows[0]?.cells[head.cellIndex];
  if (!below) return false;
  event.preventDefault();
  stopIn(below).focus();
  return true;
}

function destination(cell, key) {
  const table = cell.closest("table");
  const rows = [...table.tBodies[0].rows];
  const row = rows.indexOf(cell.parentElement);
  const head = table.tHead?.rows[0];
  // Above the first row stand the heads: the way to sort without a mouse.
  if (key === "ArrowUp" && row === 0 && head?.cells[cell.cellIndex]?.querySelector("button")) return head.cells[cell.cellIndex];
  const forward = getComputedStyle(cell).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const across = { ArrowRight: forward === "ArrowRight" ? 1 : -1, ArrowLeft: forward === "ArrowRight" ? -1 : 1 }[key];
  const along = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[key];
  if (across) return cell.parentElement.cells[cell.cellIndex + across];
  if (along) return rows[Math.min(rows.length - 1, Math.max(0, row + along))].cells[cell.cellIndex];
  if (key === "Home") return cell.parentElement.cells[0];
  if (key === "End") return cell.parentElement.cells[cell.parentElement.cells.length - 1];
  return undefined;
}
