// Loaded only when somebody asks for the dates as a calendar file.
import { calendar } from "./lib/ics.js";

window.handbookCalendar = calendar;
