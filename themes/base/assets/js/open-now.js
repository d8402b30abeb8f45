// Says of places whether they are open now, by the hours in the page and the clock where they are.
const words = document.querySelector("script[data-shut]").dataset;

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: words.zone, hourCycle: "h23", weekday: "short",
  year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});
const at = (instant) => Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));

// The hours of the day of an instant: an exception's, or those of its weekday.
const spans = ({ hours, exceptions = "" }, { weekday, year, month, day }) => {
  const special = exceptions.split(";").find((one) => one.startsWith(`${year}-${month}-${day}=`));
  const written = special?.split("=")[1] ?? hours.split(";")["MonTueWedThuFriSatSun".indexOf(weekday) / 3];
  return written.split(",").filter(Boolean).map((span) => span.split("-"));
};

const update = () => {
  const now = at(Date.now());
  const time = `${now.hour}:${now.minute}`;
  // What opened last evening may be open still; it closes before noon.
  const before = at(Date.now() - 12 * 36e5);
  const say = (sentence, until = "") => sentence.replace("{time}", until.replace(":", words.point));
  for (const element of document.querySelectorAll("[data-hours]")) {
    const today = spans(element.dataset, now);
    const open = today.find(([from, to]) => from <= time && (time < to || to <= from))
      ?? (before.day !== now.day && spans(element.dataset, before).find(([from, to]) => to <= from && time < to));
    const later = today.find(([from]) => time < from);
    const sign = element.closest(".card")?.querySelector(".card__open");
    if (sign) sign.hidden = !open;
    if (!element.matches("h2")) continue;
    element.textContent = open ? say(words.open, open[1]) : later ? say(words.later, later[0]) : words.shut;
    element.classList.toggle("open-hours__title--open", Boolean(open));
  }
};

update();
setInterval(update, 6e4);
