// A photo by webcam, cropped to a square; it becomes the form's file. Without a camera the file field does it alone.

const SIDE = 640;
const part = document.querySelector("[data-photo] form");

if (part && navigator.mediaDevices?.getUserMedia) start(part);

function start(form) {
  const [begin, shoot, again] = ["start", "shoot", "again"].map((name) => form.querySelector(`[data-photo-${name}]`));
  const view = form.querySelector("[data-photo-camera]");
  const [video, canvas] = [view.querySelector("video"), view.querySelector("canvas")];
  const file = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-photo-said]");
  let stream = null;

  begin.hidden = false;
  begin.addEventListener("click", open);
  again.addEventListener("click", open);
  shoot.addEventListener("click", take);
  file.addEventListener("change", () => file.files.length && close());
  window.addEventListener("pagehide", close);

  async function open() {
    said.textContent = "";
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
    } catch {
      said.textContent = said.dataset.noCamera;
      begin.hidden = true;
      return;
    }
    video.srcObject = stream;
    await video.play();
    show({ live: true });
    shoot.focus();
  }

  function take() {
    const side = Math.min(video.videoWidth, video.videoHeight);
    const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
    canvas.getContext("2d").drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE);
    canvas.toBlob((blob) => {
      const files = new DataTransfer();
      files.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
      file.files = files.files;
      stop();
      show({ live: false });
    }, "image/jpeg", 0.9);
  }

  function show({ live }) {
    view.hidden = false;
    video.hidden = !live;
    canvas.hidden = live;
    begin.hidden = true;
    shoot.hidden = !live;
    again.hidden = live;
  }

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
  }

  function close() {
    stop();
    view.hidden = true;
    shoot.hidden = true;
    again.hidden = true;
    begin.hidden = false;
  }
}
