// A recording is played by pressing the picture of a loudspeaker; one at a time.
let playing = null;

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-plays]");
  if (!button) return;
  event.preventDefault();
  playing?.pause();
  playing = new Audio(button.dataset.plays);
  playing.play();
});
