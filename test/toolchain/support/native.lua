-- A stand-in for a board's native calls: enough for programs of the toolchain's tests.
-- Numbers are written by the runtime's NumberText, which stands before this text.
local named = {['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t"}
local function quote(text)
    return '"' .. string.gsub(text, '[%z\1-\31"\\]', function(c)
        return named[c] or string.format("\\u%04x", string.byte(c))
    end) .. '"'
end
local function refuse(value)
    error("value is a " .. type(value) .. ": JSON cannot carry it", 0)
end
local encode
local function encodeObject(value, keys, open)
    local parts = {}
    for _, key in ipairs(keys) do
        if value[key] ~= nil then
            parts[#parts + 1] = quote(key) .. ":" .. encode(value[key], open)
        end
    end
    return "{" .. table.concat(parts, ",") .. "}"
end
local function encodeTable(value, open)
    local keys = getmetatable(value) and rawget(getmetatable(value), "__keys")
    if type(keys) == "function" then
        keys = keys(value, true) or refuse(value)
    end
    if keys then
        return encodeObject(value, keys, open)
    end
    local parts, names = {}, {}
    for i = 1, #value do
        parts[i] = encode(value[i], open)
    end
    for name in pairs(value) do
        names[#names + 1] = name
    end
    if #parts == #names then
        return "[" .. table.concat(parts, ",") .. "]"
    end
    table.sort(names)
    return encodeObject(value, names, open)
end
function encode(value, open)
    local kind = type(value)
    if kind == "string" then
        return quote(value)
    elseif kind == "number" then
        return value - value == 0 and __TS__NumberText(value + 0.0) or refuse(value)
    elseif kind == "nil" then
        return "null"
    elseif kind == "boolean" then
        return tostring(value)
    elseif kind ~= "table" or open[value] then
        refuse(value)
    end
    open[value] = true
    local text = encodeTable(value, open)
    open[value] = nil
    return text
end
local decode
local function spaces(text, at)
    return string.find(text, "[^ \t\r\n]", at) or #text + 1
end
local function list(text, at, close, item)
    at = spaces(text, at + 1)
    if string.sub(text, at, at) == close then
        return at + 1
    end
    while true do
        at = spaces(text, item(at))
        local c = string.sub(text, at, at)
        if c == close then
            return at + 1
        end
        assert(c == ",", "a comma is missing")
        at = spaces(text, at + 1)
    end
end
local plain = {b = "\b", f = "\f", n = "\n", r = "\r", t = "\t"}
local function utf8of(code)
    if code < 128 then
        return string.char(code)
    elseif code < 2048 then
        return string.char(192 + math.floor(code / 64), 128 + code % 64)
    end
    return string.char(224 + math.floor(code / 4096), 128 + math.floor(code / 64) % 64, 128 + code % 64)
end
local function decodeText(text, at)
    local parts = {}
    at = at + 1
    while true do
        local stop = assert(string.find(text, '["\\%c]', at), "the text ends")
        parts[#parts + 1] = string.sub(text, at, stop - 1)
        local c, escaped = string.sub(text, stop, stop), string.sub(text, stop + 1, stop + 1)
        if c == '"' then
            return table.concat(parts), stop + 1
        end
        assert(c == "\\", "a control character")
        if escaped == "u" then
            parts[#parts + 1] = utf8of(tonumber(string.sub(text, stop + 2, stop + 5), 16))
            at = stop + 6
        else
            parts[#parts + 1] = assert(string.match(escaped, '["\\/]') or plain[escaped], "an escape")
            at = stop + 2
        end
    end
end
local function decodeObject(text, at, adopt)
    local object, keys = {}, {}
    local after = list(text, at, "}", function(i)
        assert(string.sub(text, i, i) == '"', "a key in quotes")
        local key
        key, i = decodeText(text, i)
        i = spaces(text, i)
        assert(string.sub(text, i, i) == ":", "a colon")
        keys[#keys + 1] = key
        object[key], i = decode(text, spaces(text, i + 1), adopt)
        return i
    end)
    return adopt and adopt(object, keys) or object, after
end
local function decodeArray(text, at, adopt)
    local array, count = {}, 0
    local after = list(text, at, "]", function(i)
        count = count + 1
        array[count], i = decode(text, i, adopt)
        return i
    end)
    return array, after
end
local words = {["true"] = true, ["false"] = false}
function decode(text, at, adopt)
    at = spaces(text, at)
    local c = string.sub(text, at, at)
    if c == "{" then
        return decodeObject(text, at, adopt)
    elseif c == "[" then
        return decodeArray(text, at, adopt)
    elseif c == '"' then
        return decodeText(text, at)
    end
    local word = assert(string.match(text, "^[%w.+-]+", at), "a value")
    if word == "null" or words[word] ~= nil then
        return words[word], at + #word
    end
    assert(string.find(word, "^-?%d") and not string.find(word, "^-?0%d") and not string.find(word, "[xX]"), "a value")
    return assert(tonumber(word), "a value") + 0.0, at + #word
end
local function whole(text, adopt)
    local value, after = decode(text, 1, adopt)
    assert(spaces(text, after) > #text, "the end of the text")
    return value
end
__vnetos = {
    node = "b0",
    run = "",
    rank = 0.0,
    size = 1.0,
    nodes = {"b0"},
    args = {},
    write = function(_, text) print((string.gsub(text, "\n$", ""))) end,
    encode = function(value)
        local ok, text = pcall(encode, value, {})
        if ok then
            return text
        end
        return nil, "bad-request", text
    end,
    decode = function(text, adopt)
        local ok, value = pcall(whole, text, adopt)
        if ok then
            return value
        end
        return nil, "bad-json", value
    end
}
