-- toUpperCase and toLowerCase of all letters of Latin, Greek, Cyrillic and Armenian. Letters of other scripts that have
-- two cases are refused; where there are none, as in Chinese, a text stays as it is.
local __TS__TextUpper, __TS__TextLower
do
    local find, gsub, upper, lower = string.find, string.gsub, string.upper, string.lower
    local char, floor = string.char, math.floor
    local toUpper, toLower
    local function utf8(code)
        if code < 2048 then
            return char(192 + floor(code / 64), 128 + code % 64)
        end
        return char(224 + floor(code / 4096), 128 + floor(code / 64) % 64, 128 + code % 64)
    end
    -- First and last upper letter, how far the lower one is, how far the next upper one.
    local RANGES = {
        192, 214, 32, 1, 216, 222, 32, 1, 376, 376, -121, 1, 256, 302, 1, 2, 306, 310, 1, 2, 313, 327, 1, 2, 330, 374, 1, 2,
        377, 381, 1, 2, 461, 475, 1, 2, 478, 494, 1, 2, 504, 542, 1, 2, 546, 562, 1, 2, 902, 902, 38, 1, 904, 906, 37, 1,
        908, 908, 64, 1, 910, 911, 63, 1, 913, 929, 32, 1, 931, 939, 32, 1, 1024, 1039, 80, 1, 1040, 1071, 32, 1,
        1120, 1152, 1, 2, 1162, 1214, 1, 2, 1216, 1216, 15, 1, 1217, 1229, 1, 2, 1232, 1326, 1, 2, 1329, 1366, 48, 1,
        7680, 7828, 1, 2, 7840, 7934, 1, 2, 8544, 8559, 16, 1, 9398, 9423, 26, 1, 65313, 65338, 32, 1
    }
    -- First and last of the letters that are refused.
    local OTHERS = {
        383, 460, 477, 477, 496, 503, 544, 544, 570, 658, 669, 670, 837, 837, 880, 895, 912, 912, 944, 944, 975, 1023,
        1415, 1415, 4256, 4351, 5024, 5117, 7296, 7359, 7545, 7549, 7566, 7566, 7830, 7838, 7936, 8188, 8486, 8498,
        8526, 8526, 8579, 8580, 11264, 11507, 11520, 11565, 42560, 42605, 42624, 42651, 42786, 42863, 42873, 42972,
        42997, 42998, 43859, 43859, 43888, 43967, 64256, 64262, 64275, 64279, 66560, 66639, 66736, 66811, 66928, 67004,
        68736, 68850, 68864, 68965, 68976, 68997, 71840, 71903, 93760, 93883, 125184, 125251
    }
    local function setUp()
        toUpper = {["µ"] = "Μ", ["ß"] = "SS", ["ŉ"] = "ʼN", ["ı"] = "I", ["ſ"] = "S", ["ς"] = "Σ"}
        toLower = {["İ"] = "i̇"}
        for i = 1, #RANGES, 4 do
            for code = RANGES[i], RANGES[i + 1], RANGES[i + 3] do
                local one, other = utf8(code), utf8(code + RANGES[i + 2])
                toLower[one], toUpper[other] = other, one
            end
        end
    end
    local function isOther(letter)
        local code = __TS__CodeAt(letter, 1)
        for i = 1, #OTHERS, 2 do
            if code >= OTHERS[i] and code <= OTHERS[i + 1] then
                return true
            end
        end
        return false
    end
    local function isLetter(one)
        return find(one, "^%a$") ~= nil or toLower[one] ~= nil or toUpper[one] ~= nil
    end
    -- A sigma is written in another way at the end of a word.
    local function sigma(text, place)
        local before, after = string.sub(text, 1, place - 1), string.sub(text, place + 2)
        local last = string.match(before, "([%z\1-\127\194-\244][\128-\191]*)['.:^`]*$")
        local next = string.match(after, "^['.:^`]*([%z\1-\127\194-\244][\128-\191]*)")
        return last and isLetter(last) and not (next and isLetter(next)) and "ς" or "σ"
    end
    -- Every letter by another, or the first that is refused raises.
    local function changed(text, into, from)
        local refused
        local result = gsub(text, "()([\194-\244][\128-\191]+)", function(place, letter)
            if letter == "Σ" and into == toLower then
                return sigma(text, place)
            elseif not refused and not into[letter] and not from[letter] and isOther(letter) then
                refused = letter
            end
            return into[letter] or letter
        end)
        if refused then
            error("boards do not know the upper and lower case of " .. refused, 3)
        end
        return result
    end
    function __TS__TextUpper(text)
        if not find(text, "[\128-\255]") then
            return upper(text)
        elseif not toUpper then
            setUp()
        end
        local plain = gsub(text, "%l+", upper)
        local result = changed(plain, toUpper, toLower)
        return result
    end
    function __TS__TextLower(text)
        if not find(text, "[\128-\255]") then
            return lower(text)
        elseif not toLower then
            setUp()
        end
        local plain = gsub(text, "%u+", lower)
        local result = changed(plain, toLower, toUpper)
        return result
    end
end
