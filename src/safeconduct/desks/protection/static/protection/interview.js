// Hides what makes no sense after what was said. What is kept, the node decides anew; without this, all is shown.
const form = document.getElementById("interview");
const known = JSON.parse(form.dataset.known);

function answers() {
  const given = { ...known };
  for (const [name, value] of new FormData(form)) (given[name] = Array.isArray(given[name]) && !(name in known) ? given[name] : []).push(value);
  return given;
}

function holds(when, given) {
  if (when.all) return when.all.every((one) => holds(one, given));
  if (when.any) return when.any.some((one) => holds(one, given));
  const said = [given[when.ask] ?? []].flat();
  return (when.is ? [when.is] : when.among ?? when.has ?? []).some((value) => said.includes(value));
}

function show() {
  const given = answers();
  for (const part of form.querySelectorAll("[data-relevant]")) {
    part.hidden = !holds(JSON.parse(part.dataset.relevant), given);
    // What is hidden says nothing about what comes after it.
    if (part.hidden) for (const field of part.querySelectorAll("[name]")) delete given[field.name];
  }
}

form.addEventListener("input", show);
form.addEventListener("change", show);
show();
