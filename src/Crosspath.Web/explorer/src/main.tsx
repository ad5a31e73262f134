import { render } from "preact";
import { App } from "./app/App";
import { meetServer } from "./state/server";
import { startTheme } from "./state/theme";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/graph.css";
import "./styles/views.css";

startTheme();
void meetServer();
render(<App />, document.getElementById("app")!);
