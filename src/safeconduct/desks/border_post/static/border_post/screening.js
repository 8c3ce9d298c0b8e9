// The row in which one stands is the person one acts on.
const people = document.getElementById("people");
const rowOf = (element) => element?.closest?.("#people tbody tr");

function choose(row) {
  const radio = row?.querySelector("input[type=radio]");
  if (!radio || radio.disabled) return;
  radio.checked = true;
  for (const other of people.querySelectorAll("tbody tr")) other.setAttribute("aria-selected", String(other === row));
}

if (people) {
  people.addEventListener("focusin", (event) => choose(rowOf(event.target)));
  people.addEventListener("click", (event) => choose(rowOf(event.target)));
  choose(rowOf(people.querySelector("input[type=radio]:checked")) ?? rowOf(people.querySelector("input[type=radio]:not(:disabled)")));
}
