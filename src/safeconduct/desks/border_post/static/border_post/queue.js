// The board: the row in which one stands is the row one acts on, and it stays so when the board is drawn anew.

const board = document.getElementById("board");
let kept = null;

const named = (row) => (row ? board.querySelector(`tr[data-row="${row}"]`) : null);
const rowOf = (element) => element?.closest?.("#board tbody tr");

function choose(row) {
  const radio = row?.querySelector("input[type=radio]");
  if (radio) radio.checked = true;
  for (const other of board.querySelectorAll("tbody tr")) other.setAttribute("aria-selected", String(other === row));
}

board.addEventListener("focusin", (event) => choose(rowOf(event.target)));
board.addEventListener("click", (event) => choose(rowOf(event.target)));
board.addEventListener("dblclick", (event) => rowOf(event.target) && board.closest("form").requestSubmit());

board.addEventListener("htmx:beforeSwap", () => {
  const focused = rowOf(document.activeElement);
  const checked = rowOf(board.querySelector("input[type=radio]:checked"));
  kept = { row: checked?.dataset.row, focus: focused?.dataset.row, cell: document.activeElement?.closest?.("td, th")?.cellIndex };
});

board.addEventListener("htmx:afterSettle", () => {
  if (!kept) return;
  choose(named(kept.row) ?? board.querySelector("tbody tr"));
  const cell = named(kept.focus)?.cells[kept.cell ?? 0];
  if (cell) (cell.querySelector("input") ?? cell).focus({ preventScroll: true });
  kept = null;
});

choose(board.querySelector("tbody tr"));
