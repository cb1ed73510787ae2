-- Where the units of a text stand that is not of ASCII, for the texts that were asked for last.
local __TS__Wide
do
    local byte, find, sub, min, floor = string.byte, string.find, string.sub, math.min, math.floor
    local BYTES, STRIDE = 8000, 16
    local methods = {}
    local shape = {__index = methods}
    local function sizeOf(first)
        return first < 192 and 1 or first < 224 and 2 or first < 240 and 3 or 4
    end
    -- Byte and unit of every 16th character that is not ASCII's, and of the first character.
    local function measured(text)
        local places, units, seen = {1}, {0}, 0
        local place, unit, last = 1, 0, #text
        local found = find(text, "[\128-\255]")
        while found do
            unit = unit + found - place
            if seen % STRIDE == 0 then
                places[#places + 1], units[#units + 1] = found, unit
            end
            seen = seen + 1
            local first = byte(text, found)
            place = min(found + sizeOf(first), last + 1)
            unit = unit + (first < 240 and 1 or 2)
            found = find(text, "[\128-\255]", place)
        end
        local length = unit + last + 1 - place + 0.0
        return setmetatable({text = text, length = length, places = places, units = units, place = 1, unit = 0}, shape)
    end
    -- The last mark at or before the wanted one.
    local function mark(marks, wanted)
        local low, high = 1, #marks
        while low < high do
            local middle = floor((low + high + 1) / 2)
            if marks[middle] <= wanted then
                low = middle
            else
                high = middle - 1
            end
        end
        return low
    end
    -- Begins at the place asked for last or at a mark, whichever is nearer.
    local function start(self, here, marks, wanted)
        if wanted < here or wanted > here + STRIDE then
            local at = mark(marks, wanted)
            if wanted < here or marks[at] > here then
                return self.places[at], self.units[at]
            end
        end
        return self.place, self.unit
    end
    -- The character in which the unit stands: its byte, and how many of its units come before.
    function methods.seek(self, wanted)
        local text = self.text
        local place, unit = start(self, self.unit, self.units, wanted)
        while unit < wanted do
            local first = byte(text, place)
            if not first then
                break
            elseif first < 128 then
                local steps = 1
                if wanted - unit > 1 then
                    steps = min((find(text, "[\128-\255]", place) or #text + 1) - place, wanted - unit)
                end
                place, unit = place + steps, unit + steps
            elseif first >= 240 and wanted - unit == 1 then
                break
            else
                place, unit = place + sizeOf(first), unit + (first < 240 and 1 or 2)
            end
        end
        self.place, self.unit = place, unit
        return place, wanted - unit
    end
    -- How many units come before that byte.
    function methods.unitAt(self, wanted)
        local text = self.text
        local place, unit = start(self, self.place, self.places, wanted)
        while place < wanted do
            local first = byte(text, place)
            if first < 128 then
                local steps = min((find(text, "[\128-\255]", place) or #text + 1) - place, wanted - place)
                place, unit = place + steps, unit + steps
            else
                place, unit = place + sizeOf(first), unit + (first < 240 and 1 or 2)
            end
        end
        self.place, self.unit = place, unit
        return unit + 0.0
    end
    -- From one unit up to before another, both within the text.
    function methods.cut(self, from, to)
        local first, half = self:seek(from)
        local last, other = self:seek(to)
        if half + other > 0 then
            local at = half > 0 and first or last
            error("this cuts the character " .. sub(self.text, at, at + 3) .. " in two, and a board cannot hold half of one: go by characters, with for … of or [...text]", 2)
        end
        return sub(self.text, first, last - 1)
    end
    local wides, wideRoom = {}, BYTES
    function __TS__Wide(text)
        local wide = wides[text]
        if not wide then
            wideRoom = wideRoom - #text - 400
            if wideRoom < 0 then
                wides, wideRoom = {}, BYTES - #text
            end
            wide = measured(text)
            wides[text] = wide
        end
        return wide
    end
end
