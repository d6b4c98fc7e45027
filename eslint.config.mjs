// Plain rules and no imports: ESLint itself lives outside the checkout (see dev/lint).
const names = (list) => Object.fromEntries(list.split(" ").map((name) => [name, "readonly"]));

const rules = {
    "array-callback-return": "error",
    "constructor-super": "error",
    "default-case-last": "error",
    "dot-notation": "error",
    "getter-return": "error",
    "guard-for-in": "error",
    "max-depth": ["error", 3],
    "new-cap": "error",
    "no-alert": "error",
    "no-case-declarations": "error",
    "no-class-assign": "error",
    "no-compare-neg-zero": "error",
    "no-cond-assign": "error",
    "no-console": ["error", {allow: ["warn", "error"]}],
    "no-const-assign": "error",
    "no-constant-condition": "error",
    "no-debugger": "error",
    "no-dupe-args": "error",
    "no-dupe-class-members": "error",
    "no-dupe-else-if": "error",
    "no-dupe-keys": "error",
    "no-duplicate-case": "error",
    "no-duplicate-imports": "error",
    "no-else-return": "error",
    "no-empty": "error",
    "no-eval": "error",
    "no-extend-native": "error",
    "no-fallthrough": "error",
    "no-func-assign": "error",
    "no-global-assign": "error",
    "no-implied-eval": "error",
    "no-loss-of-precision": "error",
    "no-new-func": "error",
    "no-new-wrappers": "error",
    "no-redeclare": "error",
    "no-return-assign": "error",
    "no-self-assign": "error",
    "no-self-compare": "error",
    "no-shadow": "error",
    "no-sparse-arrays": "error",
    "no-this-before-super": "error",
    "no-throw-literal": "error",
    "no-undef": "error",
    "no-unreachable": "error",
    "no-unsafe-finally": "error",
    "no-unused-expressions": "error",
    "no-unused-vars": ["error", {argsIgnorePattern: "^_"}],
    "no-use-before-define": ["error", {functions: false}],
    "no-useless-concat": "error",
    "no-useless-escape": "error",
    "no-useless-return": "error",
    "no-var": "error",
    "object-shorthand": "error",
    "prefer-const": "error",
    "prefer-template": "error",
    "valid-typeof": "error",
    complexity: ["error", 8],
    eqeqeq: ["error", "smart"],
    radix: "error",
    "use-isnan": "error",
};

const browser =
    "Audio AudioContext BroadcastChannel CustomEvent Element Event EventTarget " +
    "Headers MutationObserver Node Promise URL URLSearchParams Worker clearInterval " +
    "clearTimeout console crypto document fetch getComputedStyle history " +
    "localStorage location navigator performance queueMicrotask " +
    "requestAnimationFrame sessionStorage setInterval setTimeout structuredClone " +
    "window";

export default [
    {ignores: ["static/lib/**"]},
    {
        files: ["**/*.js", "**/*.mjs"],
        languageOptions: {
            ecmaVersion: 2022,
            sourceType: "module",
            globals: names(`${browser} luxon odoo`),
        },
        linterOptions: {reportUnusedDisableDirectives: "error"},
        rules,
    },
    {files: ["static/tests/**"], languageOptions: {globals: names("QUnit")}},
];
