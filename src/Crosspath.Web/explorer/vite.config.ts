import { defineConfig } from "vite";

// The page is served by Crosspath.Web from dist/. `npm run dev` serves it with live reload in front of a running
// `crosspath serve`.
export default defineConfig({
  build: {
    target: ["chrome123", "firefox128", "safari17.5"],
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or fonts
    chunkSizeWarningLimit: 700, // Cytoscape
  },
  server: { proxy: { "/api": "http://127.0.0.1:8480", "/openapi": "http://127.0.0.1:8480" } },
});
