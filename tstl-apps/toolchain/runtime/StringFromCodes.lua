-- String.fromCodePoint and String.fromCharCode: as UTF-8. Two halves of a surrogate pair are one character.
local __TS__StringFromCodes
do
    local char, floor = string.char, math.floor
    local function utf8(code)
        if code < 128 then
            return char(code)
        elseif code < 2048 then
            return char(192 + floor(code / 64), 128 + code % 64)
        elseif code < 65536 then
            return char(224 + floor(code / 4096), 128 + floor(code / 64) % 64, 128 + code % 64)
        end
        return char(240 + floor(code / 262144), 128 + floor(code / 4096) % 64, 128 + floor(code / 64) % 64, 128 + code % 64)
    end
    function __TS__StringFromCodes(first, ...)
        if first and first >= 0 and first < 128 and first % 1 == 0 and (...) == nil then
            return char(first)
        end
        local codes, parts, i = {first, ...}, {}, 1
        while codes[i] do
            local code, low = codes[i], codes[i + 1]
            code = code - code % 1
            if code < 0 or code > 1114111 or code ~= code then
                error(__TS__New(RangeError, "Invalid code point " .. __TS__NumberText(codes[i])), 0)
            elseif code >= 55296 and code < 56320 and low and low >= 56320 and low < 57344 then
                code = 65536 + (code - 55296) * 1024 + low - 56320
                i = i + 1
            elseif code >= 55296 and code < 57344 then
                error(__TS__New(RangeError, "a board cannot hold half of a character: " .. __TS__NumberText(code) .. "; write both halves in one call, or String.fromCodePoint"), 0)
            end
            parts[#parts + 1] = utf8(code)
            i = i + 1
        end
        return table.concat(parts)
    end
end
