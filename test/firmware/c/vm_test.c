/* One VM: what a program finds, its budget, how it ends. Whole programs that mean harm: hostile.test.ts. */
#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "vm_bench.h"

#define BUDGET (1u << 20)

static vm_bench bench;

static vm_outcome run_with(const char *lua, uint32_t memory_bytes) {
  vm_outcome outcome;
  const vm_program program = {.text = vn_span_of(lua), .memory_bytes = memory_bytes};
  if (!bench.host.resize) vm_bench_init(&bench);
  vm_bench_run(&bench, &program, &outcome);
  CHECK(outcome.left_bytes == 0, "%lld bytes left by %s", outcome.left_bytes, lua);
  return outcome;
}

static void prints(const char *lua, const char *output) {
  vm_outcome outcome = run_with(lua, BUDGET);
  CHECK(outcome.ok, "%s: %s", lua, outcome.error.message);
  CHECK_TEXT(outcome.output, outcome.output_bytes, output);
  vm_outcome_free(&outcome);
}

static void fails(const char *lua, vn_code code, const char *message, const char *traceback) {
  vm_outcome outcome = run_with(lua, BUDGET);
  CHECK(!outcome.ok, "%s ends well", lua);
  CHECK(outcome.error.code == code, "%s: %s", lua, vn_code_text(outcome.error.code));
  CHECK(strstr(outcome.error.message, message), "%s: %s", lua, outcome.error.message);
  if (traceback)
    CHECK(outcome.traceback && strstr(outcome.traceback, traceback), "%s: %s", lua, outcome.traceback);
  vm_outcome_free(&outcome);
}

TEST(what_a_program_finds) {
  prints("local names = {} for _, library in ipairs({'coroutine', 'debug', 'math', 'string', 'table', 'utf8'}) do "
         "for name in pairs(_G[library]) do names[#names + 1] = library .. '.' .. name end end "
         "for name, value in pairs(_G) do if type(value) ~= 'table' then names[#names + 1] = name end end "
         "table.sort(names) print(table.concat(names, ' '))",
         "_VERSION assert collectgarbage coroutine.close coroutine.create coroutine.isyieldable coroutine.resume "
         "coroutine.running coroutine.status coroutine.wrap coroutine.yield debug.traceback error getmetatable ipairs load "
         "math.abs math.acos math.asin math.atan math.ceil math.cos math.deg math.exp math.floor math.fmod math.huge math.log "
         "math.max math.maxinteger math.min math.mininteger math.modf math.pi math.rad math.random math.randomseed math.sin "
         "math.sqrt math.tan math.tointeger math.type math.ult next pairs pcall print rawequal rawget rawlen rawset select "
         "setmetatable string.byte string.char string.find string.format string.gmatch string.gsub string.len string.lower "
         "string.match string.pack string.packsize string.rep string.reverse string.sub string.unpack string.upper "
         "table.concat table.insert table.move table.pack table.remove table.sort table.unpack tonumber tostring type "
         "utf8.char utf8.charpattern utf8.codepoint utf8.codes utf8.len utf8.offset xpcall\n");
}

TEST(print_joins_texts) {
  prints("print() print('a', 1, 1.5, nil, true) print(setmetatable({}, {__tostring = function() return 'me' end}))",
         "\na\t1\t1.5\tnil\ttrue\nme\n");
}

TEST(only_text_loads) {
  prints("print(load('\\27Lua')) print(load('\\27Lua', 'x', 'b')) print(load('return 1', 'x', 'b')) print(load('return 7')())",
         "nil\tattempt to load a binary chunk (mode is 't')\nnil\tattempt to load a binary chunk (mode is 't')\n"
         "nil\tattempt to load a text chunk (mode is 'b')\n7\n");
}

TEST(collectgarbage_counts_and_collects) {
  prints("local t = setmetatable({}, {__mode = 'v'}) t[1] = {} print(collectgarbage(), t[1]) "
         "local before = collectgarbage('count') local s = ('x'):rep(102400) "
         "print(math.floor(collectgarbage('count') - before + 0.5) >= 100, collectgarbage('step'))",
         "0\tnil\ntrue\t0\n");
}

TEST(chance_differs_between_VMs) {
  vm_outcome one = run_with("print(math.random())", BUDGET), two = run_with("print(math.random())", BUDGET);
  CHECK(one.output_bytes != two.output_bytes || memcmp(one.output, two.output, one.output_bytes) != 0);
  vm_outcome_free(&one);
  vm_outcome_free(&two);
}

TEST(tables_have_no_finalizers) {
  prints("setmetatable({}, {__gc = function() print('no') end}) collectgarbage() collectgarbage() print('done')", "done\n");
}

TEST(syntax_is_refused) {
  fails("x =", VN_PROGRAM_REFUSED, "program:1: unexpected symbol near <eof>", NULL);
  fails("\x1bLua", VN_PROGRAM_REFUSED, "attempt to load a binary chunk", NULL);
}

static char *repeated(const char *start, const char *part, unsigned count, const char *end) {
  char *text = malloc(strlen(start) + strlen(part) * count + strlen(end) + 1);
  char *at = text + sprintf(text, "%s", start);
  for (unsigned i = 0; i < count; i++) at += sprintf(at, "%s", part);
  strcpy(at, end);
  return text;
}

TEST(what_takes_too_long_to_compile_is_refused) {
  char locals[2000] = "local a0", name[16];
  for (int i = 1; i < 190; i++) {
    snprintf(name, sizeof name, ",a%d", i);
    strcat(locals, name);
  }
  strcat(locals, " return function() ");
  /* As deep as the stack of a small board lets the compiler go, too. */
  enum { DEPTH = VN_VM_STACK_BYTES < (64u << 10) ? 12 : 60 };
  char *head = repeated("", locals, DEPTH, ""), *tail = repeated("", "end ", DEPTH, "");
  char *deep = repeated(head, "x = x ", 50000, tail);
  fails(deep, VN_PROGRAM_REFUSED, "chunk is too complex", NULL);
  char *flat = repeated("", "x = x ", 20000, "");
  prints(flat, "");
  free(head), free(tail), free(deep), free(flat);
}

/** A second for each 100 kB, in the stock compiler. */
TEST(long_chains_compile) {
  char *elseif = repeated("local a if a then ", "elseif a then ", 30000, "end");
  char *or = repeated("local a return a", " or a", 30000, "");
  const uint32_t budget = 16 * BUDGET;
  vm_outcome one = run_with(elseif, budget), two = run_with(or, budget);
  CHECK(one.ok && two.ok, "%s%s", one.error.message, two.error.message);
  vm_outcome_free(&one);
  vm_outcome_free(&two);
  free(elseif), free(or);
}

TEST(chains_give_what_they_should) {
  prints("local out = {} for bits = 0, 63 do local v = {} for i = 1, 6 do v[i] = bits >> (i - 1) & 1 == 1 end "
         "local a, b, c, d, e, f = table.unpack(v) "
         "local n = 0 if a then n = 1 elseif b and c then n = 2 elseif b or c then n = 3 elseif d then n = 4 else n = 5 end "
         "local x = (a or b or c) and (d or not e or f) and not (a and b and c and d) "
         "local y = a and b or c and d or e and f local z = not (a or b) == (not a and not b) "
         "out[#out + 1] = n .. (x and 'x' or '-') .. (y and 'y' or '-') .. (z and 'z' or '!') end "
         "local sum = 0 for i = 1, #out do for k = 1, #out[i] do sum = (sum * 31 + out[i]:byte(k)) % 1000000007 end end "
         "print(#out, sum)",
         "64\t294427228\n");
}

TEST(failures_name_the_place) {
  fails("local function f()\n  error('no')\nend\nf()", VN_PROGRAM_ERROR, "program:2: no", "program:2: in local 'f'\n\tprogram:4: in main chunk");
  fails("local t = nil\nreturn t.x", VN_PROGRAM_ERROR, "program:2: attempt to index a nil value (local 't')", "program:2: in main chunk");
  fails("error('plain', 0)", VN_PROGRAM_ERROR, "plain", "in main chunk");
  fails("error({})", VN_PROGRAM_ERROR, "(error object is a table value)", NULL);
  fails("error()", VN_PROGRAM_ERROR, "(error object is a nil value)", NULL);
  fails("error(7)", VN_PROGRAM_ERROR, "7", NULL);
}

TEST(failures_of_coroutines_name_the_place_inside) {
  fails("local function inner() local x = nil return x.y end\ncoroutine.wrap(inner)()", VN_PROGRAM_ERROR,
        "attempt to index a nil value", "program:1: in function <program:1>\nstack traceback:");
  fails("local function inner() error('a') end\npcall(coroutine.wrap(inner))\nerror('b')", VN_PROGRAM_ERROR, "program:3: b",
        "stack traceback:\n\t[C]: in function 'error'\n\tprogram:3: in main chunk");
}

TEST(error_objects_of_the_toolchain) {
  fails("error({message = 'm', name = 'TypeError', stack = '\\n where \\n'})", VN_PROGRAM_ERROR, "TypeError: m", "where");
  fails("local class = {name = 'Odd'} class.__index = class error(setmetatable({message = 'm'}, class))", VN_PROGRAM_ERROR,
        "Odd: m", "in main chunk");
  fails("error(setmetatable({message = 'm'}, {__index = function() while true do end end}))", VN_PROGRAM_ERROR, "Error: m", NULL);
}

TEST(long_messages_are_cut_between_characters) {
  vm_outcome outcome = run_with("error(('x'):rep(254) .. '\xc3\xa4\xc3\xa4', 0)", BUDGET);
  CHECK_EQUAL(strlen(outcome.error.message), 254);
  vm_outcome_free(&outcome);
}

TEST(deep_recursion_is_an_error) {
  fails("local function f() return 1 + f() end f()", VN_PROGRAM_ERROR, "stack overflow", "skipping");
  prints("local function f() return 1 + f() end print(pcall(f)) local function g(n) return n == 0 and 0 or 1 + g(n - 1) end print(g(2000))",
         "false\tprogram:1: stack overflow\n2000\n");
}

TEST(a_full_program_ends) {
  fails("local t = {}\nwhile true do t[#t + 1] = {} end", VN_OUT_OF_MEMORY, "MB of a budget of 1.0 MB", "program:2: in main chunk");
  fails("local t = {} while true do pcall(function() while true do t[#t + 1] = {} end end) end", VN_OUT_OF_MEMORY,
        "of a budget of 1.0 MB", NULL);
  fails("local t = {} while true do pcall(coroutine.wrap(function() while true do t[#t + 1] = 'x' .. #t end end)) end",
        VN_OUT_OF_MEMORY, "of a budget of 1.0 MB", NULL);
}

TEST(one_large_request_can_be_caught) {
  prints("print(pcall(string.rep, 'x', 100000000)) print(#('x'):rep(1000))", "false\tnot enough memory\n1000\n");
  fails("string.rep('x', 100000000)", VN_OUT_OF_MEMORY, "wanted 95.4 MB more than the", "program:1: in main chunk");
}

TEST(garbage_is_no_reason_to_die) {
  prints("for i = 1, 100 do local s = ('x'):rep(300000) end for i = 1, 50000 do local t = {i} end print('well')", "well\n");
  prints("local function deep(n) if n > 0 then return 1 + deep(n - 1) end return 0 end "
         "for i = 1, 200 do local t = {} for k = 1, 9000 do t[k] = k end coroutine.wrap(deep)(2000) end print('well')",
         "well\n");
  prints("local t = {} for i = 1, 1500 do t[i] = ('x'):rep(100) end for i = 1, 50 do local s = table.concat(t) "
         "__vnetos.encode(t) end print('well')",
         "well\n");
}

/** Uses every library, so that each of its allocations may be the one that fails. */
static const char EVERYTHING[] =
    "local out = {} "
    "for i = 1, 40 do out[#out + 1] = {i, name = 'n' .. i, f = function() return i end} end "
    "local text = __vnetos.encode({list = {1, 2.5, out[1].name}, deep = {{{{{{{{{{1}}}}}}}}}}, s = '\\1\\2\"' .. ('y'):rep(300)}) "
    "if text then local v = __vnetos.decode(text, function(t, keys) return setmetatable(t, {__keys = keys}) end) __vnetos.encode(v) end "
    "local s = string.gsub(('abc '):rep(60), '%w+', function(w) return w:upper() end) "
    "s = s .. string.format('%5.2f %q %s', 1.5, 'x\\n', tostring({})) .. table.concat({1, 2, 'x'}, ', ') "
    "table.sort(out, function(a, b) return a[1] > b[1] end) "
    "local co = coroutine.wrap(function(a) local x <close> = setmetatable({}, {__close = function() end}) "
    "for i = 1, 3 do a = coroutine.yield({a}) end error('inside') end) "
    "co(1) co(2) pcall(co) pcall(co) pcall(co) "
    "local function deep(n) if n > 0 then return 1 + deep(n - 1) end return 0 end deep(100) "
    "local chunk = load('local a, b = ... return function() return a, b, {a, b} end') chunk(1, 2)() "
    "pcall(error, {message = 'm'}) pcall(string.rep, 'x', 1e9) debug.traceback('t') "
    "for w in s:gmatch('%a+') do out[w] = utf8.len(w) end "
    "print(#text, select('#', table.unpack(out)), collectgarbage('count') > 0) "
    "error(setmetatable({message = 'end', stack = ' here'}, {__index = {name = 'Last'}}))";

/** True: it got to its own end. */
static bool runs_to_its_end(uint32_t memory_bytes) {
  vm_outcome outcome = run_with(EVERYTHING, memory_bytes);
  CHECK(!outcome.ok);
  const bool is_end = outcome.error.code == VN_PROGRAM_ERROR && strcmp(outcome.error.message, "Last: end") == 0;
  CHECK(is_end || outcome.error.code == VN_OUT_OF_MEMORY || outcome.error.code == VN_PROGRAM_ERROR, "%s: %s",
        vn_code_text(outcome.error.code), outcome.error.message);
  vm_outcome_free(&outcome);
  CHECK_EQUAL(atomic_load(&bench.blocks), 0);
  return is_end;
}

TEST(each_allocation_may_be_refused_from_then_on) {
  size_t at = 1;
  vm_bench_init(&bench);
  for (bench.refuse_at = at; !runs_to_its_end(BUDGET); bench.refuse_at = ++at) {
    CHECK(at < 10000);
    bench.allocations = 0;
  }
  CHECK(at > 500, "only %zu allocations", at);
}

TEST(each_allocation_may_be_refused_once) {
  vm_bench_init(&bench);
  bench.refuse_once = true;
  for (size_t at = 1; bench.allocations >= at - 1; at++) {
    bench.refuse_at = at;
    bench.allocations = 0;
    runs_to_its_end(BUDGET);
  }
  CHECK(bench.refuse_at > 500);
}

TEST(each_budget_is_kept) {
  uint32_t budget = 0;
  for (bool fits = false; !fits; budget += 61) {
    CHECK(budget < 150000);
    vm_outcome outcome = run_with(EVERYTHING, budget);
    CHECK(outcome.peak_bytes <= budget + 4096, "%llu of %u", (unsigned long long)outcome.peak_bytes, budget);
    fits = strcmp(outcome.error.message, "Last: end") == 0;
    vm_outcome_free(&outcome);
  }
}

static const vn_vm_options OPTIONS = {.host = &bench.host, .memory_bytes = BUDGET};

static vn_vm *made(const char *lua) {
  vn_error error;
  vm_bench_init(&bench);
  vn_vm *vm = vn_vm_make(&OPTIONS, &error);
  CHECK(vm && vn_vm_load(vm, vn_span_of(lua), "program", &error), "%s", error.message);
  return vm;
}

static void ends_with(vn_vm *vm, vn_code code, const char *message) {
  vn_vm_end end;
  vn_vm_run(vm, &end);
  CHECK(!end.ok && end.error.code == code && strcmp(end.error.message, message) == 0, "%s", end.error.message);
  if (end.traceback) bench.host.resize(&bench, end.traceback, 0);
  vn_vm_free(vm);
  CHECK_EQUAL(atomic_load(&bench.blocks), 0);
}

TEST(the_first_reason_counts) {
  vn_error killed, late;
  vn_vm *vm = made("while true do end");
  vn_refuse(&killed, VN_KILLED, "killed");
  vn_refuse(&late, VN_OUT_OF_TIME, "late");
  CHECK(!vn_vm_is_condemned(vm));
  vn_vm_condemn(vm, &killed);
  vn_vm_condemn(vm, &late);
  CHECK(vn_vm_is_condemned(vm));
  ends_with(vm, VN_KILLED, "killed");
}

TEST(who_is_condemned_does_not_end_well) {
  vn_error killed;
  vn_vm *vm = made("");
  vn_refuse(&killed, VN_KILLED, "killed");
  vn_vm_condemn(vm, &killed);
  ends_with(vm, VN_KILLED, "killed");
}

TEST(who_is_condemned_does_not_load) {
  vn_error killed, error;
  vm_bench_init(&bench);
  vn_vm *vm = vn_vm_make(&OPTIONS, &error);
  vn_refuse(&killed, VN_KILLED, "killed");
  vn_vm_condemn(vm, &killed);
  CHECK(!vn_vm_load(vm, VN_SPAN("return 1"), "program", &error));
  CHECK(error.code == VN_KILLED);
  vn_vm_free(vm);
  CHECK_EQUAL(atomic_load(&bench.blocks), 0);
}

TEST(an_interrupt_without_a_reason_does_nothing) {
  vn_vm *vm = made("return");
  vn_vm_end end;
  vn_vm_interrupt(vm);
  vn_vm_run(vm, &end);
  CHECK(end.ok && !end.traceback);
  vn_vm_free(vm);
}

/** Sanitizers double the frames. */
#if defined(__SANITIZE_ADDRESS__)
#define MOST_STACK_BYTES (2 * VN_VM_STACK_BYTES)
#else
#define MOST_STACK_BYTES VN_VM_STACK_BYTES
#endif

static size_t stack_of(const char *lua) {
  vm_outcome outcome;
  const vm_program program = {
      .text = vn_span_of(lua), .memory_bytes = 8 * BUDGET, .kill_after_ms = 300, .stack_bytes = 4u << 20};
  vm_bench_init(&bench);
  vm_bench_run(&bench, &program, &outcome);
  vm_outcome_free(&outcome);
  return outcome.stack_used;
}

TEST(the_C_stack_has_a_bound) {
  static const char *const deepest[] = {
      "local function f(s) return (string.gsub(s, '.', f)) end while true do pcall(f, 'a') end",
      "local function f() table.sort({2, 1}, f) end while true do pcall(f) end",
      "local function f() return coroutine.wrap(f)() end while true do pcall(f) end",
      "local t = setmetatable({}, {}) getmetatable(t).__tostring = function() return string.format('%99.99f %s', 1e308, t) end "
      "while true do pcall(tostring, t) end",
      "while true do load('return ' .. ('{'):rep(20000)) load(('return function() '):rep(5000)) end",
      "while true do pcall(string.match, ('a'):rep(1000), ('(a?'):rep(30) .. ('a?'):rep(300)) pcall(string.find, ('a'):rep(1000), ('a-'):rep(500) .. 'b') end",
      "local function f() return __vnetos.decode('{}', f) end while true do pcall(f) end",
      "local function f() return {f = __vnetos.encode(setmetatable({}, {__keys = f}))} end while true do pcall(f) end",
      "local function f() load(f) end while true do pcall(f) end",
      "local function f() pcall(f) string.match(('a'):rep(300), ('a?'):rep(300)) string.format('%99.99f', 1e308) end f()",
      "local function h(e) xpcall(error, h) error(e) end while true do xpcall(error, h) end",
      "local t = setmetatable({}, {}) getmetatable(t).__index = function(s, k) return s[k + 1] end while true do pcall(function() return t[1] end) end",
  };
  const size_t thread = stack_of("return"); /* what the C library and this bench take */
  for (size_t i = 0; i < sizeof deepest / sizeof *deepest; i++) {
    const size_t used = stack_of(deepest[i]) - thread;
    printf("%6zu bytes: %.60s\n", used, deepest[i]);
    CHECK(used <= MOST_STACK_BYTES, "%zu bytes of stack: %s", used, deepest[i]);
  }
}
